package io.narthex.provider.internal.connector;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads in which connectors are opened and closed, so that one that hangs holds up nobody else. */
final class Workers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int MOST_THREADS = 64;

    private final ThreadFactory daemons = task -> {
        Thread thread = new Thread(task, "narthex-connectors");
        thread.setDaemon(true);
        return thread;
    };
    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            MOST_THREADS, MOST_THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons);
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, daemons);

    Workers() {
        pool.allowCoreThreadTimeOut(true);
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Runs something that may block. */
    void run(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            task.run(); // stopped: the last one who leaves a connector closes it
        }
    }

    /** Runs something that may block, later; not at all if this is closed before. */
    void later(Duration delay, Runnable task) {
        try {
            var unused = clock.schedule(() -> run(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopped, so nothing is tried any more");
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        pool.shutdown();
    }
}
