package io.narthex.keys;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * How keys are kept.
 *
 * @param rotationPeriod how long a key signs or seals before the next one takes over; at least a second
 * @param tokenLifetime the longest life of a signed token
 * @param publishLead how long a key is published before it may sign. Clients are told to keep the key set for at most 10
 *     minutes, and at least a minute less than this (half of it below two minutes), the rest being for other nodes to
 *     notice; so 11 minutes or more is a good value
 * @param extraRetention how long a key stays published after the last token signed with it has expired, for those who
 *     check stored tokens late. A little time for clocks that differ is added anyway; zero is allowed
 * @param sealedLifetime the longest life of a sealed value that somebody else holds
 * @param storedLifetime the longest time that a value sealed for the store may lie there before it is sealed anew; its keys
 *     last as long, and take turns more slowly than the others
 * @param algorithms what may be signed with, at least one; in the order of the enum, whatever was given
 */
public record KeyPolicy(
        Duration rotationPeriod,
        Duration tokenLifetime,
        Duration publishLead,
        Duration extraRetention,
        Duration sealedLifetime,
        Duration storedLifetime,
        Set<SigningAlgorithm> algorithms) {

    /** The most old keys of one algorithm that a policy may make us keep. */
    public static final int MAX_RETIRED = 200;

    /** The longest that any length of time may be. */
    public static final Duration LONGEST = Duration.ofDays(3650);

    /** Six hours and a day as dex has them, 11 minutes, an hour, a day, ten years, RS256. */
    public static final KeyPolicy DEFAULT = new KeyPolicy(
            Duration.ofHours(6),
            Duration.ofHours(24),
            Duration.ofMinutes(11),
            Duration.ofHours(1),
            Duration.ofHours(24),
            LONGEST,
            Set.of(SigningAlgorithm.RS256));

    /**
     * Checks the values and copies the algorithms.
     *
     * @throws IllegalArgumentException if a length of time is zero or negative or longer than ten years, the rotation period
     *     shorter than a second or so short that more than {@value #MAX_RETIRED} old keys would have to be kept, or no
     *     algorithm given; the message starts with the name of the component
     */
    public KeyPolicy {
        if (extraRetention.isNegative() || extraRetention.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "extraRetention: expected zero to '" + LONGEST + "', got '" + extraRetention + "'");
        }
        requirePositive("rotationPeriod", rotationPeriod);
        requirePositive("tokenLifetime", tokenLifetime);
        requirePositive("publishLead", publishLead);
        requirePositive("sealedLifetime", sealedLifetime);
        requirePositive("storedLifetime", storedLifetime);
        Duration kept = longer(tokenLifetime.plus(extraRetention), sealedLifetime);
        if (kept.dividedBy(MAX_RETIRED).compareTo(rotationPeriod) > 0) {
            throw new IllegalArgumentException("rotationPeriod: expected at least 1/" + MAX_RETIRED
                    + " of what keys are kept for ('" + kept + "'), got '" + rotationPeriod + "'");
        }
        if (rotationPeriod.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException(
                    "rotationPeriod: expected at least a second, got '" + rotationPeriod + "'");
        }
        if (algorithms.isEmpty()) {
            throw new IllegalArgumentException("algorithms: expected at least one, got none");
        }
        algorithms = Collections.unmodifiableSet(EnumSet.copyOf(algorithms));
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    name + ": expected more than zero, at most '" + LONGEST + "', got '" + value + "'");
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
