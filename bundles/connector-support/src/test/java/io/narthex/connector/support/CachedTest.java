package io.narthex.connector.support;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.connector.UpstreamUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public class CachedTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = START;
    private boolean down;

    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);

    private final Cached<Instant> cached = new Cached<>(Duration.ofHours(1), clock, () -> {
        if (down) {
            throw new UpstreamUnavailableException("down");
        }
        return now;
    });

    @Test
    public void keepsWhatItHasFetched() {
        assertEquals(START, cached.get());
        advance(Duration.ofMinutes(59));
        assertEquals(START, cached.get());
        advance(Duration.ofMinutes(1));
        assertEquals(now, cached.get());
    }

    @Test(timeout = 60_000)
    public void letsNobodyWaitForAnotherWhileSomethingOldIsAtHand() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        CountDownLatch fetching = new CountDownLatch(1);
        CountDownLatch fetched = new CountDownLatch(1);
        Cached<Integer> slow = new Cached<>(Duration.ofHours(1), clock, () -> {
            int fetch = fetches.incrementAndGet();
            if (fetch > 1) {
                fetching.countDown();
                awaitUninterruptibly(fetched);
            }
            return fetch;
        });
        assertEquals(1, slow.get().intValue());
        advance(Duration.ofHours(2));
        FutureTask<Integer> first = new FutureTask<>(slow::get);
        new Thread(first).start();
        fetching.await();
        assertEquals(1, slow.get().intValue());
        fetched.countDown();
        assertEquals(2, first.get().intValue());
        assertEquals(2, slow.get().intValue());
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    public void tellsWhyWhatItHasIsOld() {
        assertEquals(START, cached.get());
        down = true;
        assertEquals(Optional.empty(), cached.stale());
        advance(Duration.ofHours(2));
        assertEquals(START, cached.get());
        assertEquals(Optional.of(new Cached.Stale(START, "down")), cached.stale());
        down = false;
        advance(Duration.ofSeconds(31));
        assertEquals(now, cached.get());
        assertEquals(Optional.empty(), cached.stale());
    }

    @Test
    public void forgetsAFailureThatNobodyHasMetForAWhile() {
        assertEquals(START, cached.get());
        down = true;
        assertEquals(START, cached.renew());
        advance(Duration.ofMinutes(9));
        assertEquals(Optional.of(new Cached.Stale(START, "down")), cached.stale());
        advance(Duration.ofMinutes(1));
        assertEquals(Optional.empty(), cached.stale());
    }

    @Test
    public void leavesItToTheCallersToTellThatThereIsNothing() {
        down = true;
        UpstreamUnavailableException failure = assertThrows(UpstreamUnavailableException.class, cached::get);
        assertEquals("down", failure.getMessage());
        assertEquals(Optional.empty(), cached.stale());
    }

    private void advance(Duration length) {
        now = now.plus(length);
    }
}
