package io.narthex.storage.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordStore;
import io.narthex.storage.StoredRecord;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/** Fifth chapter: who is told of what. */
public abstract class ChangesContract extends SweepingContract {

    /** Made for each test by JUnit. */
    protected ChangesContract() {}

    @Test
    public void tellsOfItsOwnChanges() throws Exception {
        try (Told told = listenTo(store())) {
            StoredRecord made = created(draft("é/1"));
            told.assertTold("é/1");
            replaced(draft("é/1").expiringAt(NOW), made.version());
            told.assertTold("é/1");
            assertEquals(1, store().sweep(NOW, 10));
            told.assertTold("é/1");
            created(draft("2"));
            told.assertTold("2");
            assertTrue(store().remove(key("2")));
            told.assertTold("2");
        }
    }

    @Test
    public void tellsOfAChangeOnlyOnceItCanBeSeen() throws Exception {
        BlockingQueue<Optional<StoredRecord>> seen = new LinkedBlockingQueue<>();
        RecordStore store = store();
        RecordStore.Subscription subscription = store.watch(change -> seen.add(store.find(key("1"))));
        StoredRecord made = created(draft("1"));
        assertEquals(Optional.of(made), seen.poll(feedDeadline().toMillis(), TimeUnit.MILLISECONDS));
        subscription.close();
    }

    @Test
    public void tellsEveryListenerUntilItStopsListening() throws Exception {
        try (Told first = listenTo(store());
                Told second = listenTo(store())) {
            created(draft("1"));
            first.assertTold("1");
            second.assertTold("1");
            first.stopListening();
            created(draft("2"));
            second.assertTold("2");
            first.assertNotToldOf("2");
        }
    }

    @Test
    public void letsNoSlowListenerHoldUpAWriter() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (Told told = new Told(store(), feedDeadline(), release)) {
            Threads.together(4, thread -> {
                for (int i = 0; i < 1500; i++) {
                    created(draft(thread + "-" + i));
                }
                return thread;
            });
            release.countDown();
            created(draft("last"));
            told.assertTold("last");
        }
    }

    final Told listenTo(RecordStore store) {
        return new Told(store, feedDeadline(), new CountDownLatch(0));
    }
}
