package io.narthex.storage.support;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordStore;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.Test;

public final class ChangeFeedTest {

    private static final RecordChange A1 = new RecordChange("a", "1");
    private static final RecordChange A2 = new RecordChange("a", "2");
    private static final RecordChange B1 = new RecordChange("b", "1");

    private final PendingChanges pending = new PendingChanges(2);

    @Test
    public void keepsAChangeOnceAndInOrder() {
        pending.add(A1);
        pending.add(B1);
        pending.add(A1);
        assertEquals(List.of(A1, B1), pending.takeAll());
        assertEquals(List.of(), pending.takeAll());
    }

    @Test
    public void shrinksToWholeKindsWhenFull() {
        pending.add(A1);
        pending.add(B1);
        pending.add(A2);
        pending.add(A1);
        assertEquals(List.of(RecordChange.of("a"), RecordChange.of("b")), pending.takeAll());
    }

    @Test
    public void letsAWholeKindStandForItsRecords() {
        pending.add(A1);
        pending.add(RecordChange.of("a"));
        pending.add(A2);
        assertEquals(List.of(RecordChange.of("a")), pending.takeAll());
    }

    @Test
    public void waitsForAChangeNoLongerThanAsked() throws InterruptedException {
        assertEquals(Optional.empty(), pending.take(1, TimeUnit.MILLISECONDS));
        pending.add(A1);
        assertEquals(Optional.of(A1), pending.take(1, TimeUnit.MILLISECONDS));
    }

    @Test
    public void tellsOthersWhileOneListenerIsSlowAndItLaterOfTheWholeKind() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<RecordChange> slow = new LinkedBlockingQueue<>();
        BlockingQueue<RecordChange> quick = new LinkedBlockingQueue<>();
        try (ChangeFeed feed = new ChangeFeed("test")) {
            feed.watch(change -> {
                try {
                    release.await();
                    slow.add(change);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            feed.watch(quick::add);
            for (int i = 0; i < 10_000; i++) {
                feed.publish(new RecordChange("a", "" + i));
            }
            feed.publish(B1);
            assertTrue(takeUntil(quick, B1) || quick.contains(RecordChange.of("b")));
            release.countDown();
            assertTrue(takeUntil(slow, RecordChange.of("a")));
            assertTrue(takeUntil(slow, B1));
        }
    }

    @Test
    public void goesOnAfterAListenerFailed() throws InterruptedException {
        Logger.getLogger(ChangeFeed.class.getName()).setLevel(Level.OFF);
        BlockingQueue<RecordChange> told = new LinkedBlockingQueue<>();
        try (ChangeFeed feed = new ChangeFeed("test")) {
            feed.watch(change -> {
                told.add(change);
                throw new IllegalStateException("a listener that fails on purpose");
            });
            feed.publish(A1);
            feed.publish(A2);
            assertTrue(takeUntil(told, A1));
            assertTrue(takeUntil(told, A2));
        }
    }

    @Test
    public void tellsNothingAfterTheSubscriptionWasClosed() throws InterruptedException {
        BlockingQueue<RecordChange> told = new LinkedBlockingQueue<>();
        BlockingQueue<RecordChange> other = new LinkedBlockingQueue<>();
        try (ChangeFeed feed = new ChangeFeed("test")) {
            RecordStore.Subscription subscription = feed.watch(told::add);
            feed.watch(other::add);
            subscription.close();
            feed.publish(A1);
            assertTrue(takeUntil(other, A1));
            assertEquals(List.of(), List.copyOf(told));
        }
    }

    private static boolean takeUntil(BlockingQueue<RecordChange> told, RecordChange expected)
            throws InterruptedException {
        for (RecordChange next = poll(told); next != null; next = poll(told)) {
            if (next.equals(expected)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("NullAway") // null is what a queue answers when the time is up
    private static RecordChange poll(BlockingQueue<RecordChange> told) throws InterruptedException {
        return told.poll(5, TimeUnit.SECONDS);
    }
}
