package io.narthex.connector.support;

import io.narthex.connector.UpstreamUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Something fetched from the upstream and kept for a while. One thread fetches; the others go on with what was fetched before,
 * or else wait for it and share what comes of it, a failure too. While the upstream is away, what was fetched before goes on being
 * used.
 */
public final class Cached<T> {

    /** After a failure with something old at hand, the next try waits so long. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** So long a failure is worth telling: nobody tries again unless somebody asks. */
    private static final Duration LATELY = Duration.ofMinutes(10);

    private final Duration length;
    private final Clock clock;
    private final Supplier<T> source;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile State<T> state = new State<>(Optional.empty(), Instant.MIN, Optional.empty(), 0);

    private record State<T>(Optional<Fetched<T>> fetched, Instant until, Optional<Failed> failed, long tries) {}

    private record Fetched<T>(T value, Instant at) {}

    private record Failed(UpstreamUnavailableException cause, Instant at) {}

    /**
     * Something old that goes on being used.
     *
     * @param since when it was fetched
     * @param problem why it could not be fetched anew
     */
    public record Stale(Instant since, String problem) {}

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
        if (seen.fetched().isEmpty()) {
            return fetch(seen.tries());
        }
        T old = seen.fetched().get().value();
        if (clock.instant().isBefore(seen.until()) || !lock.tryLock()) {
            return old;
        }
        try {
            return fetch(seen.tries());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Fetches the value anew; what there is stays where that fails.
     *
     * @throws UpstreamUnavailableException if there is none and it could not be fetched
     */
    public T renew() {
        return fetch(state.tries());
    }

    /**
     * What is wrong although callers get a value: the last try to fetch it anew was in vain, and not long ago. Where there is
     * no value, callers are told themselves. Fetches nothing.
     */
    public Optional<Stale> stale() {
        State<T> seen = state;
        return seen.failed()
                .filter(failed -> failed.at().plus(LATELY).isAfter(clock.instant()))
                .flatMap(failed -> seen.fetched()
                        .map(old -> new Stale(
                                old.at(), String.valueOf(failed.cause().getMessage()))));
    }

    private T fetch(long tries) {
        lock.lock();
        try {
            // Whoever waited has it from the one who fetched.
            if (state.tries() == tries) {
                state = tried(state);
            }
            Optional<Failed> failed = state.failed();
            if (state.fetched().isEmpty() && failed.isPresent()) {
                UpstreamUnavailableException cause = failed.get().cause();
                throw new UpstreamUnavailableException(String.valueOf(cause.getMessage()), cause);
            }
            return state.fetched().orElseThrow().value();
        } finally {
            lock.unlock();
        }
    }

    private State<T> tried(State<T> before) {
        try {
            T value = source.get();
            Instant now = clock.instant();
            Fetched<T> fetched = new Fetched<>(value, now);
            return new State<>(Optional.of(fetched), now.plus(length), Optional.empty(), before.tries() + 1);
        } catch (UpstreamUnavailableException e) {
            Instant now = clock.instant();
            Failed failed = new Failed(e, now);
            return new State<>(before.fetched(), now.plus(PAUSE), Optional.of(failed), before.tries() + 1);
        }
    }
}
