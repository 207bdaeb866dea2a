package io.narthex.storage.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StoredRecord;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

/** Fourth chapter: removing what has expired. */
public abstract class SweepingContract extends ListingContract {

    /** Made for each test by JUnit. */
    protected SweepingContract() {}

    @Test
    public void sweepsFromTheExpiryOn() {
        created(draft("before").expiringAt(NOW.minusMillis(1)));
        created(draft("at").expiringAt(NOW));
        created(draft("after").expiringAt(NOW.plusMillis(1)));
        created(draft("never"));
        assertEquals(2, store().sweep(NOW, 100));
        assertEquals(List.of("after", "never"), idsOf("thing", 100));
        assertEquals(0, store().sweep(NOW, 100));
        assertEquals(1, store().sweep(NOW.plusMillis(1), 100));
        assertEquals(List.of("never"), idsOf("thing", 100));
    }

    @Test
    public void sweepsEveryKindAndItsIndexEntries() {
        created(owned("1", "alice").expiringAt(NOW));
        created(RecordDraft.of(new RecordKey("other", "1"), "{}").expiringAt(NOW));
        assertEquals(2, store().sweep(NOW, 100));
        assertEquals(List.of(), idsBy("owner", "alice"));
        assertEquals(List.of(), idsOf("other", 100));
    }

    @Test
    public void sweepsNoMoreThanTheLimit() {
        for (int i = 0; i < 25; i++) {
            created(draft("" + i).expiringAt(NOW.minusSeconds(i)));
        }
        assertEquals(10, store().sweep(NOW, 10));
        assertEquals(10, store().sweep(NOW, 10));
        assertEquals(5, store().sweep(NOW, 10));
        assertEquals(0, store().sweep(NOW, 10));
    }

    @Test
    public void goesByTheExpiryThatARecordHasNow() {
        StoredRecord first = created(draft("1").expiringAt(NOW));
        StoredRecord second = created(draft("2").expiringAt(NOW));
        StoredRecord third = created(draft("3").expiringAt(NOW.plusSeconds(1)));
        replaced(draft("1").expiringAt(NOW.plusMillis(1)), first.version());
        replaced(draft("2"), second.version());
        replaced(draft("3").expiringAt(NOW), third.version());
        assertEquals(1, store().sweep(NOW, 100));
        assertEquals(List.of("1", "2"), idsOf("thing", 100));
    }

    @Test
    public void countsNoRecordTwiceWhenManySweep() throws Exception {
        assertEquals(400, sweptByMany(List.of(store(), store(), store(), store()), 400));
        assertEquals(List.of(), idsOf("thing", 1000));
    }

    @Test
    public void sweepsNothingWhoseLifeWasProlongedMeanwhile() throws Exception {
        for (int round = 0; round < 300; round++) {
            String id = "round-" + round;
            StoredRecord made = created(draft(id).expiringAt(NOW));
            List<Boolean> answers = Threads.together(
                    2,
                    thread -> thread == 0
                            ? store().replace(draft(id).expiringAt(NOW.plusSeconds(1)), made.version())
                                    .isPresent()
                            : store().sweep(NOW, 10) == 1);
            assertTrue("replaced or swept, not both and not neither", answers.get(0) ^ answers.get(1));
            assertEquals(answers.get(0), store().find(key(id)).isPresent());
        }
    }

    /** Has every store swept by a thread of its own until it says that nothing is left. */
    final int sweptByMany(List<RecordStore> stores, int records) throws Exception {
        fill(IntStream.range(0, records)
                .mapToObj(i -> draft("" + i).expiringAt(NOW.minusMillis(i)))
                .toList());
        Instant later = NOW.plusSeconds(1);
        int counted = Threads.together(stores.size(), thread -> sweepAll(stores.get(thread), later)).stream()
                .mapToInt(Integer::intValue)
                .sum();
        return counted + sweepAll(store(), later);
    }

    private static int sweepAll(RecordStore store, Instant now) {
        int sum = 0;
        int swept;
        do {
            swept = store.sweep(now, 30);
            sum += swept;
        } while (swept == 30);
        return sum;
    }
}
