package io.narthex.connector.ldap.internal;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets an unknown user take as long as a wrong password. The server is asked to check a password then too, but of somebody
 * who does not exist, and many servers answer that sooner.
 */
final class Pace {

    /** Weight of what was known before against one new measurement. */
    private static final long MEMORY = 7;

    private final AtomicLong usual = new AtomicLong();

    /** A wrong password took this long. */
    void wrongPasswordTook(long nanos) {
        usual.accumulateAndGet(nanos, (known, fresh) -> known == 0 ? fresh : (known * MEMORY + fresh) / (MEMORY + 1));
    }

    /** Waits until a wrong password would have been answered. */
    void keep(long since) {
        long end = since + usual.get();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }
}
