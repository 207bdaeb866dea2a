package io.narthex.example.app.internal;

import static org.junit.Assert.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.Test;

public final class ShelfTest {

    private final RunningApp.MovableClock clock = new RunningApp.MovableClock();
    private final Shelf<String> shelf = new Shelf<>(2, Duration.ofMinutes(10), clock);

    @Test
    public void givesAThingAwayOnce() {
        shelf.put("a", "apple");
        assertEquals(Optional.of("apple"), shelf.find("a"));
        assertEquals(Optional.of("apple"), shelf.take("a"));
        assertEquals(Optional.empty(), shelf.take("a"));
    }

    @Test
    public void makesRoomByForgettingTheOldest() {
        shelf.put("a", "apple");
        shelf.put("b", "pear");
        shelf.put("c", "plum");
        assertEquals(Optional.empty(), shelf.find("a"));
        assertEquals(Optional.of("pear"), shelf.find("b"));
        assertEquals(Optional.of("plum"), shelf.find("c"));
    }

    @Test
    public void forgetsWhatIsTooOld() {
        shelf.put("a", "apple");
        clock.advance(Duration.ofMinutes(10));
        assertEquals(Optional.empty(), shelf.find("a"));
        assertEquals(Optional.empty(), shelf.take("a"));
    }
}
