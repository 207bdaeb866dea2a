package io.narthex.provider.internal.connector;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How patient the registry is.
 *
 * @param patience how long a call waits for a connector whose bundle is being exchanged; may change while running
 * @param calls how long a call may stay inside a connector that is to be closed
 * @param opening after which time an opening counts as failed, although it may still succeed
 * @param firstRetry when an opening that failed is tried again first; each further time after twice as long
 * @param lastRetry the longest time between two tries
 */
record Times(Supplier<Duration> patience, Duration calls, Duration opening, Duration firstRetry, Duration lastRetry) {

    /** What serves in production. */
    static Times with(Supplier<Duration> patience) {
        return new Times(
                patience,
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60));
    }

    /** When to try again after so many failures. */
    Duration retry(int failures) {
        Duration delay = firstRetry.multipliedBy(1L << Math.min(failures, 20));
        return delay.compareTo(lastRetry) < 0 ? delay : lastRetry;
    }
}
