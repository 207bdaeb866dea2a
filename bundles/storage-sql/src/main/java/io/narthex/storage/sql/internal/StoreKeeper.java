package io.narthex.storage.sql.internal;

import io.narthex.storage.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one store in service. Opens it in the background, tries again while the database can not be reached, and replaces
 * it when the settings change: the new one is opened first, and the old one stays until that worked. Says what happens in
 * one line for each change of state.
 *
 * @param <S> what settings are
 * @param <T> what a store is
 */
final class StoreKeeper<S, T extends AutoCloseable> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StoreKeeper.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Function<S, T> opener;
    private final Function<T, Runnable> publisher;
    private final Duration firstPause;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "narthex-sql-keeper");
        thread.setDaemon(true);
        return thread;
    });

    // These are used by the executor's thread only.
    private Optional<Serving<S, T>> serving = Optional.empty();
    private Optional<Future<?>> retry = Optional.empty();
    private String problem = "";

    /**
     * A keeper that has nothing to keep yet.
     *
     * @param opener opens a store or throws {@link StorageException}; its message is logged
     * @param publisher puts a store into service; what it answers takes it back
     * @param firstPause how long to wait before the first repetition; doubled for each further one up to a bound
     */
    StoreKeeper(Function<S, T> opener, Function<T, Runnable> publisher, Duration firstPause) {
        this.opener = opener;
        this.publisher = publisher;
        this.firstPause = firstPause;
    }

    private record Serving<S, T>(S settings, T store, Runnable withdrawal) {}

    /** Has the store kept in service that these settings describe, or none. Returns at once. */
    void use(Optional<S> settings) {
        executor.execute(() -> {
            retry.ifPresent(pending -> pending.cancel(false));
            retry = Optional.empty();
            problem = "";
            if (settings.isEmpty()) {
                withdraw();
            } else if (!settings.equals(serving.map(Serving::settings))) {
                open(settings.get(), firstPause);
            }
        });
    }

    private void open(S settings, Duration pause) {
        try {
            T store = opener.apply(settings);
            Optional<Serving<S, T>> former = serving;
            serving = Optional.of(new Serving<>(settings, store, publisher.apply(store)));
            problem = "";
            former.ifPresent(this::end);
            LOG.info("{}: in service", settings);
        } catch (StorageException e) {
            complain(e);
            long millis = pause.toMillis() / 2 + ThreadLocalRandom.current().nextLong(pause.toMillis());
            Duration next = pause.multipliedBy(2);
            retry = Optional.of(executor.schedule(
                    () -> open(settings, next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE),
                    millis,
                    TimeUnit.MILLISECONDS));
        }
    }

    private void complain(StorageException e) {
        String message = String.valueOf(e.getMessage());
        if (!message.equals(problem)) {
            problem = message;
            LOG.error(
                    "{}; {}, and it is tried again in the background",
                    message,
                    serving.isPresent() ? "the store with the former settings stays in service" : "there is no store");
            LOG.debug("where that happened", e);
        }
    }

    private void withdraw() {
        serving.ifPresent(this::end);
        serving = Optional.empty();
    }

    private void end(Serving<S, T> ended) {
        ended.withdrawal.run();
        try {
            ended.store.close();
        } catch (Exception e) { // as AutoCloseable declares it; a store that is not closed well must not keep its
            // successor out
            LOG.warn("{}: not closed well", ended.settings, e);
        }
    }

    /** Takes the store out of service and closes it. */
    @Override
    public void close() {
        if (executor.isShutdown()) {
            return;
        }
        executor.execute(() -> {
            retry.ifPresent(pending -> pending.cancel(false));
            withdraw();
        });
        executor.shutdown();
        try {
            if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
                LOG.warn("the store was not closed within a minute");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
