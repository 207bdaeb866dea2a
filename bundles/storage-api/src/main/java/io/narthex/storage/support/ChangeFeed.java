package io.narthex.storage.support;

import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordStore;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Tells listeners of changes, each on a thread of its own, so that a slow one holds up neither a writer nor another
 * listener. One that falls far behind is told of whole kinds.
 */
@ProviderType
public final class ChangeFeed implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());
    private static final int CAPACITY = 4096;

    private final String name;
    private final Set<Listening> listeners = ConcurrentHashMap.newKeySet();

    /**
     * A feed without listeners.
     *
     * @param name names the threads
     */
    public ChangeFeed(String name) {
        this.name = name;
    }

    /** Has every listener told of a change, soon. Does not wait. */
    public void publish(RecordChange change) {
        for (Listening listening : listeners) {
            listening.pending.add(change);
        }
    }

    /** Adds a listener, see {@link RecordStore#watch}. */
    public RecordStore.Subscription watch(Consumer<RecordChange> listener) {
        Listening listening = new Listening(listener);
        listeners.add(listening);
        listening.thread.start();
        return listening;
    }

    /** Ends every subscription. */
    @Override
    public void close() {
        listeners.forEach(Listening::close);
    }

    private final class Listening implements RecordStore.Subscription {

        private final PendingChanges pending = new PendingChanges(CAPACITY);
        private final Consumer<RecordChange> listener;
        private final Thread thread = new Thread(this::run, name + "-changes");
        private volatile boolean closed;

        Listening(Consumer<RecordChange> listener) {
            this.listener = listener;
            thread.setDaemon(true);
        }

        private void run() {
            while (!closed) {
                try {
                    Optional<RecordChange> change = pending.take(1, TimeUnit.MINUTES);
                    if (change.isPresent() && !closed) {
                        listener.accept(change.get());
                    }
                } catch (InterruptedException e) {
                    // closed, or interrupted by the listener's own doing; the loop's condition tells which
                } catch (RuntimeException e) {
                    // A listener's mistake must not end the feed for it: what follows may matter more.
                    LOG.log(System.Logger.Level.ERROR, name + ": a listener failed on a change", e);
                }
            }
        }

        @Override
        public void close() {
            closed = true;
            listeners.remove(this);
            thread.interrupt();
        }
    }
}
