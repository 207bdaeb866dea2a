package io.narthex.keys.internal;

import io.narthex.keys.KeyPolicy;
import io.narthex.keys.KeyPolicySource;
import io.narthex.keys.SigningAlgorithm;
import java.time.Duration;
import java.util.Set;

/** A policy that a test can change. ES256 unless told otherwise, because its keys are quickly made. */
final class Policies implements KeyPolicySource {

    static final Duration STORED = Duration.ofDays(180);

    private volatile KeyPolicy policy;

    Policies(KeyPolicy policy) {
        this.policy = policy;
    }

    static Policies usual() {
        return new Policies(of(Duration.ofHours(6), Duration.ofHours(24), Duration.ofMinutes(11), Duration.ofHours(1)));
    }

    static KeyPolicy of(Duration rotation, Duration tokens, Duration lead, Duration extra) {
        return new KeyPolicy(rotation, tokens, lead, extra, tokens, STORED, Set.of(SigningAlgorithm.ES256));
    }

    void algorithms(SigningAlgorithm... algorithms) {
        KeyPolicy old = policy;
        policy = new KeyPolicy(
                old.rotationPeriod(),
                old.tokenLifetime(),
                old.publishLead(),
                old.extraRetention(),
                old.sealedLifetime(),
                old.storedLifetime(),
                Set.of(algorithms));
    }

    void set(KeyPolicy changed) {
        policy = changed;
    }

    @Override
    public KeyPolicy policy() {
        return policy;
    }
}
