package io.narthex.connector.support;

import io.narthex.connector.UpstreamUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Something fetched from the upstream and kept for a while. One thread fetches, the others wait for it and share what comes
 * of it, a failure too. While the upstream is away, what was fetched before goes on being used.
 */
public final class Cached<T> {

    /** After a failure with something old at hand, the next try waits so long. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Duration length;
    private final Clock clock;
    private final Supplier<T> source;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile State<T> state = new State<>(Optional.empty(), Instant.MIN, Optional.empty(), 0);

    private record State<T>(
            Optional<T> value, Instant until, Optional<UpstreamUnavailableException> failure, long tries) {}

    /**
     * Something that is fetched when it is first asked for.
     *
     * @param length how long it is kept
     * @param clock tells when
     * @param source fetches it; throws {@link UpstreamUnavailableException} where it cannot
     */
    public Cached(Duration length, Clock clock, Supplier<T> source) {
        this.length = length;
        this.clock = clock;
        this.source = source;
    }

    /**
     * The value.
     *
     * @throws UpstreamUnavailableException if there is none and it could not be fetched
     */
    public T get() {
        State<T> seen = state;
        if (seen.value().isPresent() && clock.instant().isBefore(seen.until())) {
            return seen.value().get();
        }
        return fetch(seen.tries());
    }

    /**
     * Fetches the value anew; what there is stays where that fails.
     *
     * @throws UpstreamUnavailableException if there is none and it could not be fetched
     */
    public T renew() {
        return fetch(state.tries());
    }

    private T fetch(long tries) {
        lock.lock();
        try {
            // Whoever waited has it from the one who fetched.
            if (state.tries() == tries) {
                state = tried(state);
            }
            Optional<UpstreamUnavailableException> failure = state.failure();
            if (state.value().isEmpty() && failure.isPresent()) {
                throw new UpstreamUnavailableException(
                        String.valueOf(failure.get().getMessage()), failure.get());
            }
            return state.value().orElseThrow();
        } finally {
            lock.unlock();
        }
    }

    private State<T> tried(State<T> before) {
        try {
            T value = source.get();
            return new State<>(Optional.of(value), clock.instant().plus(length), Optional.empty(), before.tries() + 1);
        } catch (UpstreamUnavailableException e) {
            return new State<>(before.value(), clock.instant().plus(PAUSE), Optional.of(e), before.tries() + 1);
        }
    }
}
