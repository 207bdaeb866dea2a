package io.narthex.storage.tck;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A listener, and what it was told. */
final class Told implements AutoCloseable {

    private final BlockingQueue<RecordChange> changes = new LinkedBlockingQueue<>();
    private final RecordStore.Subscription subscription;
    private final Duration deadline;

    /** Listens at once, and takes nothing in until it is released. */
    Told(RecordStore store, Duration deadline, CountDownLatch release) {
        this.deadline = deadline;
        this.subscription = store.watch(change -> {
            try {
                release.await();
                changes.add(change);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Fails unless it is told of that record, or of its whole kind, in time. */
    void assertTold(String id) throws InterruptedException {
        RecordChange expected = new RecordChange("thing", id);
        long end = System.nanoTime() + deadline.toNanos();
        Optional<RecordChange> change;
        do {
            change = Optional.ofNullable(changes.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS));
            assertTrue("not told of " + id + " within " + deadline, change.isPresent());
        } while (!change.get().equals(expected) && !change.get().equals(RecordChange.of("thing")));
    }

    void assertNotToldOf(String id) {
        assertFalse("told of " + id, changes.contains(new RecordChange("thing", id)));
    }

    /** May be called more than once. */
    void stopListening() {
        subscription.close();
    }

    @Override
    public void close() {
        stopListening();
    }
}
