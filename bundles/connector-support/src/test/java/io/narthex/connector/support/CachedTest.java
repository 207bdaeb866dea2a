package io.narthex.connector.support;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.connector.UpstreamUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.Test;

public class CachedTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private Instant now = START;
    private boolean down;

    private final Cached<Instant> cached = new Cached<>(Duration.ofHours(1), new ThisClock(), () -> {
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

    private final class ThisClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
