package io.narthex.keys.internal;

import io.narthex.keys.KeyPolicySource;
import io.narthex.keys.KeysUnavailableException;
import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys for requests: kept up to date by one background thread, so that no request makes a key or writes one. */
final class KeyRing implements AutoCloseable {

    /** How often anybody may make us read the record by naming a key that we do not know. */
    static final Duration REREAD_EVERY = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration REREAD_PATIENCE = Duration.ofSeconds(2);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final RecordStore store;
    private final Clock clock;
    private final Duration patience;
    private final RingKeeper keeper;
    private final ScheduledThreadPoolExecutor background;
    private final ScheduledFuture<?> ticking;
    private final AtomicBoolean told = new AtomicBoolean();
    private final List<RecordStore.Subscription> subscriptions = new ArrayList<>();

    private Instant lastReread = Instant.EPOCH;
    private CompletableFuture<?> rereading = CompletableFuture.completedFuture("");

    /**
     * Begins to read the ring, or to make the first one, in the background.
     *
     * @param patience how long a request may wait for keys that are not there yet
     */
    KeyRing(RecordStore store, KeyPolicySource policies, Clock clock, Jca jca, Duration patience) {
        this.store = store;
        this.clock = clock;
        this.patience = patience;
        this.keeper = new RingKeeper(store, policies, clock, jca);
        this.background = new ScheduledThreadPoolExecutor(1, KeyRing::thread, new ThreadPoolExecutor.DiscardPolicy());
        background.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.ticking = background.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The keys in use.
     *
     * @throws KeysUnavailableException if none could be read in time
     */
    LiveKeys keys() {
        LiveKeys live = keeper.holder().get();
        return live.isLoaded() ? live : keeper.holder().await(LiveKeys::isLoaded, patience, "keys");
    }

    /**
     * The keys in use once they have what is needed.
     *
     * @throws KeysUnavailableException if they do not have it in time
     */
    LiveKeys keys(Predicate<LiveKeys> enough, String what) {
        background.execute(keeper::tend);
        return keeper.holder().await(enough, patience, what);
    }

    /** The keys in use, read again if that was not done just now: another node may have made new ones. */
    LiveKeys freshKeys() {
        CompletableFuture<?> reading = reread();
        try {
            reading.get(REREAD_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("keys: reading them again did not work in time", e);
        }
        return keys();
    }

    /** Ends the background work and waits for it, so that nobody uses the store any more. Keys in use stay usable. */
    @Override
    public void close() {
        // Not shutdownNow: an interrupt during a write closes the file of an embedded database.
        ticking.cancel(false);
        background.shutdown();
        try {
            if (!background.awaitTermination(CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("keys: still waiting for the store; leaving it behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (subscriptions) {
            subscriptions.forEach(RecordStore.Subscription::close);
            subscriptions.clear();
        }
    }

    private synchronized CompletableFuture<?> reread() {
        Instant now = clock.instant();
        boolean recent = Duration.between(lastReread, now).abs().compareTo(REREAD_EVERY) < 0;
        if (rereading.isDone() && !recent && !background.isShutdown()) {
            lastReread = now;
            rereading = CompletableFuture.runAsync(keeper::reload, background);
        }
        return rereading;
    }

    private void tick() {
        watch();
        keeper.tick();
    }

    private void watch() {
        synchronized (subscriptions) {
            if (!subscriptions.isEmpty()) {
                return;
            }
            try {
                subscriptions.add(store.watch(this::changed));
            } catch (RuntimeException e) {
                // A store is somebody else's code; the keeper reports what is wrong with it, and the next tick tries
                // again.
                LOG.debug("keys: can not watch the store yet", e);
            }
        }
    }

    private void changed(RecordChange change) {
        boolean ours = change.kind().equals(RingKeeper.RECORD.kind())
                && (change.isWholeKind() || change.id().equals(RingKeeper.RECORD.id()));
        if (ours && told.compareAndSet(false, true)) {
            background.execute(() -> {
                told.set(false);
                keeper.tend();
            });
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "narthex-keys");
        thread.setDaemon(true);
        return thread;
    }
}
