package io.narthex.provider.internal.connector;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What is wrong at the upstream of an open connector, as far as people have met it: the connector serves, but those who use it
 * do not get on. Over when the upstream has told us of somebody, or when nobody has met it for a while.
 */
final class Trouble {

    static final Duration MEMORY = Duration.ofMinutes(10);

    private record Met(Instant since, Instant last, String message) {}

    private final Clock clock;
    private Optional<Met> met = Optional.empty();

    Trouble(Clock clock) {
        this.clock = clock;
    }

    /** Somebody has met it. */
    synchronized void met(String message) {
        Instant now = clock.instant();
        met = Optional.of(new Met(lately(now).map(Met::since).orElse(now), now, message));
    }

    /** The upstream has told us of somebody. */
    synchronized void over() {
        met = Optional.empty();
    }

    /** What to tell the operator: the same text as long as the same is wrong. */
    synchronized Optional<String> problem() {
        return lately(clock.instant())
                .map(one -> "the upstream fails since " + one.since().truncatedTo(ChronoUnit.SECONDS) + ": "
                        + one.message());
    }

    private Optional<Met> lately(Instant now) {
        return met.filter(one -> one.last().plus(MEMORY).isAfter(now));
    }
}
