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
 * @param period how long a key serves before the next one takes over
 * @param lifetime the longest life of what is made with a key from now on
 * @param extra how much longer than that a retired key is kept
 */
record SlotRule(
        String slot,
        KeyFormat format,
        int idBytes,
        boolean wanted,
        Duration period,
        Duration lifetime,
        Duration extra) {

    private static final int SIGNING_ID_BYTES = 20;
    private static final Duration LONGEST_SKEW = Duration.ofMinutes(5);

    /** Its keys are kept for years: at this pace there are some hundred of them, each for far less than 2^32 values. */
    private static final Duration STORE_PERIOD = Duration.ofDays(30);

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
                    policy.rotationPeriod(),
                    policy.tokenLifetime(),
                    policy.extraRetention().plus(skew)));
        }
        rules.add(sealing(SealingKey.SLOT, policy.rotationPeriod(), policy.sealedLifetime(), skew));
        Duration slow = policy.rotationPeriod().compareTo(STORE_PERIOD) > 0 ? policy.rotationPeriod() : STORE_PERIOD;
        rules.add(sealing(SealingKey.STORE_SLOT, slow, policy.storedLifetime(), skew));
        return rules;
    }

    private static SlotRule sealing(String slot, Duration period, Duration lifetime, Duration skew) {
        return new SlotRule(slot, SealingKey.FORMAT, SealingKey.ID_BYTES, true, period, lifetime, skew);
    }

    /** Covers clocks that differ and nodes that notice a rotation late; a small part of what rotation itself takes. */
    private static Duration skew(KeyPolicy policy) {
        Duration tenth = policy.rotationPeriod().dividedBy(10);
        return tenth.compareTo(LONGEST_SKEW) < 0 ? tenth : LONGEST_SKEW;
    }
}
