package io.narthex.connector.support.http;

import static org.junit.Assert.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

public class RetryAfterTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @Test
    public void readsSecondsAndDates() {
        assertEquals(Optional.of(Duration.ofSeconds(7)), RetryAfter.parse(" 7", CLOCK));
        assertEquals(Optional.of(Duration.ofMinutes(5)), RetryAfter.parse("Tue, 24 Nov 2026 12:05:00 GMT", CLOCK));
        assertEquals(Optional.of(Duration.ZERO), RetryAfter.parse("Tue, 24 Nov 2026 11:00:00 GMT", CLOCK));
    }

    @Test
    public void readsNothingElse() {
        for (String header :
                List.of("", "-1", "1.5", "soon", "99999999999999999999", "Tue, 99 Nov 2026 12:05:00 GMT")) {
            assertEquals(header, Optional.empty(), RetryAfter.parse(header, CLOCK));
        }
    }
}
