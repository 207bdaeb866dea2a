package io.narthex.provider.internal.upkeep;

import io.narthex.keys.Signer;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.Health;
import io.narthex.storage.RecordStore;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what goes on behind the requests, on one thread. */
public final class Upkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final HealthMonitor health;
    private final List<ScheduledFuture<?>> jobs;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "narthex-upkeep");
        thread.setDaemon(true);
        return thread;
    });

    public Upkeep(RecordStore store, Signer signer, ConnectorRegistry connectors, Clock clock) {
        this.health = new HealthMonitor(store, signer, connectors);
        // Nodes that start together do not sweep together.
        int start = ThreadLocalRandom.current().nextInt(20, 60);
        this.jobs = List.of(
                executor.scheduleWithFixedDelay(guarded(health), 0, 5, TimeUnit.SECONDS),
                executor.scheduleWithFixedDelay(guarded(new Sweeper(store, clock)), start, 60, TimeUnit.SECONDS));
    }

    /** How the provider fares. */
    public Health health() {
        return health;
    }

    @Override
    public void close() {
        jobs.forEach(job -> job.cancel(true));
        executor.shutdownNow();
    }

    /** A failure must not end the schedule, which is what an executor does with one that throws. */
    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("upkeep: failed, goes on at its next turn", e);
            }
        };
    }
}
