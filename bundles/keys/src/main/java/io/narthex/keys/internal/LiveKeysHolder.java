package io.narthex.keys.internal;

import io.narthex.keys.KeysUnavailableException;
import java.time.Duration;
import java.util.function.Predicate;

/** The keys in use now, and why there are no newer ones. Whoever has nothing to work with waits here. */
final class LiveKeysHolder {

    private volatile LiveKeys live = LiveKeys.NONE;
    private Problem problem = Problem.NOT_READ;

    LiveKeys get() {
        return live;
    }

    synchronized void set(LiveKeys keys) {
        live = keys;
        problem = Problem.NONE;
        notifyAll();
    }

    /** The keys in use are what the store holds. */
    synchronized void confirm() {
        problem = Problem.NONE;
    }

    /** They could not be read or replaced; those that are in use stay so. */
    synchronized void fail(Problem reason) {
        problem = reason;
        notifyAll();
    }

    /**
     * Waits for keys.
     *
     * @param enough what the keys must have
     * @param patience how long to wait
     * @param what names what is waited for, for the message
     * @throws KeysUnavailableException if they do not come in time, or a problem says that waiting is in vain
     */
    synchronized LiveKeys await(Predicate<LiveKeys> enough, Duration patience, String what) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!enough.test(live)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0 || problem.isLasting()) {
                throw new KeysUnavailableException(what + ": " + problem.message());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KeysUnavailableException(what + ": interrupted while waiting for the keys", e);
            }
        }
        return live;
    }

    /**
     * What keeps us from reading or replacing keys.
     *
     * @param message what happened
     * @param isLasting whether it takes a person to mend it
     */
    record Problem(String message, boolean isLasting) {

        static final Problem NONE = new Problem("no such key yet", false);
        static final Problem NOT_READ = new Problem("keys not read yet", false);
    }
}
