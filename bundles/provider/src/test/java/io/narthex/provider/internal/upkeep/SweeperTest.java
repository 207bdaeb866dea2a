package io.narthex.provider.internal.upkeep;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.provider.internal.MovableClock;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.memory.internal.MemoryRecordStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class SweeperTest {

    private final MovableClock clock = new MovableClock();
    private final MemoryRecordStore store = new MemoryRecordStore();

    @After
    public void stop() {
        store.close();
    }

    @Test
    public void removesWhatHasExpiredAndNothingElse() {
        keep("gone", Duration.ofSeconds(1));
        keep("stays", Duration.ofHours(1));
        clock.advance(Duration.ofSeconds(1));
        new Sweeper(store, clock).run();
        assertTrue(store.find(new RecordKey("grant", "gone")).isEmpty());
        assertTrue(store.find(new RecordKey("grant", "stays")).isPresent());
    }

    @Test
    public void goesOnInStepsUntilNothingIsLeft() {
        for (int i = 0; i < 3 * Sweeper.STEP; i++) {
            keep("g" + i, Duration.ofSeconds(1));
        }
        clock.advance(Duration.ofSeconds(1));
        new Sweeper(store, clock).run();
        assertEquals(0, store.list("grant", Optional.empty(), 10).records().size());
    }

    @Test
    public void leavesTheSweepingToOneNode() {
        Lease mine = lease();
        Lease theirs = lease();
        assertTrue(mine.acquire());
        assertFalse(theirs.acquire());
        assertTrue(mine.acquire());
    }

    @Test
    public void takesOverFromANodeThatIsGone() {
        lease().acquire();
        clock.advance(Duration.ofMinutes(3));
        assertTrue(lease().acquire());
    }

    @Test
    public void givesAFreeLeaseToOneOfTwoWhoTakeItAtOnce() {
        // Both see that it is free; the store lets one of them have it.
        Lease first = lease();
        Lease second = lease();
        assertEquals(1, (first.acquire() ? 1 : 0) + (second.acquire() ? 1 : 0));
    }

    private Lease lease() {
        return new Lease(store, "sweep", Duration.ofMinutes(3), clock);
    }

    private void keep(String id, Duration life) {
        store.create(RecordDraft.of(new RecordKey("grant", id), "{}")
                .expiringAt(clock.instant().plus(life)));
    }
}
