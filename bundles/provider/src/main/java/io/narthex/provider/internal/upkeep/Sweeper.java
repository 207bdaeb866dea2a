package io.narthex.provider.internal.upkeep;

import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what has expired: one node at a time, in steps, so that it is never in anybody's way. */
final class Sweeper implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Records removed by one statement. */
    static final int STEP = 200;
    /** Steps in one round; what is left waits for the next one. */
    static final int STEPS = 100;

    private final RecordStore store;
    private final Clock clock;
    private final Lease lease;

    Sweeper(RecordStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.lease = new Lease(store, "sweep", Duration.ofMinutes(3), clock);
    }

    /** One round. */
    @Override
    public void run() {
        try {
            if (lease.acquire()) {
                sweep();
            }
        } catch (StorageException e) {
            LOG.warn("sweep: put off, {}", e.getMessage());
        }
    }

    private void sweep() {
        int removed = 0;
        for (int step = 0; step < STEPS; step++) {
            int now = store.sweep(clock.instant(), STEP);
            removed += now;
            if (now < STEP || Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        if (removed > 0) {
            LOG.debug("sweep: removed {} expired records", removed);
        }
    }
}
