package io.narthex.connector.support;

import io.narthex.connector.UpstreamUnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many callers do the same expensive work at once, how many may wait for their turn, and for how long, so that
 * a flood of one kind of request leaves threads and processors to all the others. Whoever finds no place is told at once.
 *
 * <p>The work runs in its caller's thread, first come, first served; a bulkhead owns no threads and need not be closed.
 */
public final class Bulkhead {

    private final String work;
    private final Semaphore places;
    private final Semaphore turns;
    private final Duration patience;

    /**
     * A bulkhead with everybody outside.
     *
     * @param work what is done inside, for messages, such as {@code checking a password}
     * @param atOnce how many may be inside, at least 1
     * @param waiting how many more may wait, 0 or more
     * @param patience how long one waits at most
     * @throws IllegalArgumentException if a number or the patience is out of its bounds
     */
    public Bulkhead(String work, int atOnce, int waiting, Duration patience) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("atOnce: expected 1 or more, got " + atOnce);
        }
        if (waiting < 0) {
            throw new IllegalArgumentException("waiting: expected 0 or more, got " + waiting);
        }
        if (patience.isNegative()) {
            throw new IllegalArgumentException("patience: expected none or more, got " + patience);
        }
        this.work = work;
        this.places = new Semaphore(Math.addExact(atOnce, waiting));
        this.turns = new Semaphore(atOnce, true);
        this.patience = patience;
    }

    /**
     * Does the work when it is its turn.
     *
     * @return what the work returned; what it threw is thrown
     * @throws UpstreamUnavailableException if too many are waiting already, the turn did not come in time, or the thread
     *     was interrupted while it waited; the work was not begun then
     */
    public <T> T run(Supplier<T> task) {
        if (!places.tryAcquire()) {
            throw new UpstreamUnavailableException(work + ": too many are waiting already");
        }
        try {
            awaitTurn();
            try {
                return task.get();
            } finally {
                turns.release();
            }
        } finally {
            places.release();
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new UpstreamUnavailableException(work + ": no turn within " + patience.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UpstreamUnavailableException(work + ": interrupted while waiting", e);
        }
    }
}
