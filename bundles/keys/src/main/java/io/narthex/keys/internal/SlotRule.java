package io.narthex.keys.internal;

import io.narthex.keys.KeyPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the policy means for one slot of the ring.
 *
 * @param slot its name
 * @param format what its keys are made of
 * @param idBytes how long the names of its keys are
 * @param wanted whether it is to have a key in use
 * @param lifetime the longest life of what is made with a key from now on
 * @param extra how much longer than that a retired key is kept
 */
record SlotRule(String slot, KeyFormat format, int idBytes, boolean wanted, Duration lifetime, Duration extra) {

    private static final int SIGNING_ID_BYTES = 20;
    private static final Duration LONGEST_SKEW = Duration.ofMinutes(5);

    /** Cuts the lifetime to what the ring can hold. */
    SlotRule {
        lifetime = Duration.ofMillis(lifetime.toMillis());
    }

    /** The rules of all slots that we know, those that sign first. */
    static List<SlotRule> of(KeyPolicy policy) {
        Duration skew = skew(policy);
        List<SlotRule> rules = new ArrayList<>();
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            rules.add(new SlotRule(
                    algorithm.slot(),
                    algorithm.format(),
                    SIGNING_ID_BYTES,
                    policy.algorithms().contains(algorithm.algorithm()),
                    policy.tokenLifetime(),
                    policy.extraRetention().plus(skew)));
        }
        rules.add(new SlotRule(
                SealingKey.SLOT, SealingKey.FORMAT, SealingKey.ID_BYTES, true, policy.sealedLifetime(), skew));
        return rules;
    }

    /** Covers clocks that differ and nodes that notice a rotation late; a small part of what rotation itself takes. */
    private static Duration skew(KeyPolicy policy) {
        Duration tenth = policy.rotationPeriod().dividedBy(10);
        return tenth.compareTo(LONGEST_SKEW) < 0 ? tenth : LONGEST_SKEW;
    }
}
