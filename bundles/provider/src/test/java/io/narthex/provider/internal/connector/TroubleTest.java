package io.narthex.provider.internal.connector;

import static org.junit.Assert.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.Test;

public class TroubleTest {

    private static final Instant START = Instant.parse("2026-11-24T10:00:00.123Z");

    private Instant now = START;
    private final Trouble trouble = new Trouble(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    public void saysTheSameAsLongAsTheSameIsWrong() {
        assertEquals(Optional.empty(), trouble.problem());
        trouble.met("down");
        Optional<String> first = Optional.of("the upstream fails since 2026-11-24T10:00:00Z: down");
        assertEquals(first, trouble.problem());
        pass(Trouble.MEMORY.minusSeconds(1));
        trouble.met("down");
        assertEquals(first, trouble.problem());
        trouble.met("slow");
        assertEquals(Optional.of("the upstream fails since 2026-11-24T10:00:00Z: slow"), trouble.problem());
    }

    @Test
    public void isForgottenWhenNobodyMeetsItAnyMore() {
        trouble.met("down");
        pass(Trouble.MEMORY);
        assertEquals(Optional.empty(), trouble.problem());
        trouble.met("down");
        assertEquals(Optional.of("the upstream fails since 2026-11-24T10:10:00Z: down"), trouble.problem());
    }

    @Test
    public void isOverWhenTheUpstreamHasToldOfSomebody() {
        trouble.met("down");
        trouble.over();
        assertEquals(Optional.empty(), trouble.problem());
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
