package io.narthex.connector.support;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.UpstreamUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.After;
import org.junit.Test;

public class BulkheadTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch leave = new CountDownLatch(1);

    @After
    public void letEverybodyLeave() {
        leave.countDown();
        threads.shutdownNow();
    }

    @Test
    public void neverLetsMoreInThanItHasPlaces() throws Exception {
        Bulkhead bulkhead = new Bulkhead("testing", 3, 100, LONG);
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(threads.submit(() -> bulkhead.run(() -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                LockSupport.parkNanos(100_000);
                return inside.decrementAndGet();
            })));
        }
        for (Future<Integer> one : all) {
            one.get();
        }
        assertTrue("inside at once: " + most, most.get() <= 3);
    }

    @Test
    public void turnsAwayWhomItHasNoPlaceFor() throws Exception {
        Bulkhead bulkhead = new Bulkhead("testing", 1, 0, LONG);
        occupy(bulkhead);
        assertEquals("testing: too many are waiting already", refusal(bulkhead).getMessage());
    }

    @Test
    public void turnsAwayWhoWaitedTooLong() throws Exception {
        Bulkhead bulkhead = new Bulkhead("testing", 1, 1, Duration.ofMillis(10));
        occupy(bulkhead);
        assertEquals("testing: no turn within 10 ms", refusal(bulkhead).getMessage());
        assertEquals(
                "the place is free again",
                "testing: no turn within 10 ms",
                refusal(bulkhead).getMessage());
    }

    @Test
    public void stopsWaitingWhenInterruptedAndSaysSoToTheThread() throws Exception {
        Bulkhead bulkhead = new Bulkhead("testing", 1, 1, LONG);
        occupy(bulkhead);
        Thread.currentThread().interrupt();
        assertEquals("testing: interrupted while waiting", refusal(bulkhead).getMessage());
        assertTrue("the thread is not told", Thread.interrupted());
    }

    @Test
    public void givesThePlaceBackWhenTheWorkFails() {
        Bulkhead bulkhead = new Bulkhead("testing", 1, 0, LONG);
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> bulkhead.run(() -> {
                        throw new IllegalStateException("broken");
                    }));
        }
        assertEquals("done", bulkhead.run(() -> "done"));
    }

    @Test
    public void refusesNumbersOutOfBounds() {
        assertThrows(IllegalArgumentException.class, () -> new Bulkhead("testing", 0, 1, LONG));
        assertThrows(IllegalArgumentException.class, () -> new Bulkhead("testing", 1, -1, LONG));
        assertThrows(IllegalArgumentException.class, () -> new Bulkhead("testing", 1, 1, LONG.negated()));
    }

    private void occupy(Bulkhead bulkhead) throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        threads.execute(() -> bulkhead.run(() -> {
            entered.countDown();
            return awaitLeave();
        }));
        entered.await();
    }

    private boolean awaitLeave() {
        try {
            leave.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static UpstreamUnavailableException refusal(Bulkhead bulkhead) {
        AtomicBoolean begun = new AtomicBoolean();
        UpstreamUnavailableException refusal =
                assertThrows(UpstreamUnavailableException.class, () -> bulkhead.run(() -> begun.getAndSet(true)));
        assertTrue("the work was begun", !begun.get());
        return refusal;
    }
}
