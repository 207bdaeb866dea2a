package io.narthex.storage.tck;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.Test;
import org.junit.function.ThrowingRunnable;

/**
 * The whole contract of a {@link RecordStore}, for a backend that serves one process. Its test extends this class and says
 * how to open a store; it has no tests of its own to write for what the contract promises.
 */
public abstract class RecordStoreContract extends ChangesContract {

    private static final Duration FAULT_DEADLINE = Duration.ofSeconds(30);

    /** Made for each test by JUnit. */
    protected RecordStoreContract() {}

    @Test
    public void saysSoWhenTheBackendFails() throws Exception {
        RecordStore faulty = openFaulty();
        RecordIndex index = new RecordIndex("owner", "alice");
        for (ThrowingRunnable operation : List.<ThrowingRunnable>of(
                () -> faulty.create(draft("1")),
                () -> faulty.find(key("1")),
                () -> faulty.replace(draft("1"), 1),
                () -> faulty.remove(key("1")),
                () -> faulty.list("thing", Optional.empty(), 10),
                () -> faulty.listByIndex("thing", index, Optional.empty(), 10),
                () -> faulty.sweep(NOW, 10))) {
            long start = System.nanoTime();
            assertThrows(StorageException.class, operation);
            assertTrue("waited too long", System.nanoTime() - start < FAULT_DEADLINE.toNanos());
        }
    }

    /** A look-up that reads everything would be a thousand times slower in the full store; ten times is allowed for. */
    @Test
    public void takesNoLongerToLookUpInAFullStore() throws Exception {
        RecordIndex index = new RecordIndex("owner", "owner-7");
        RecordIndex common = new RecordIndex("client", "app");
        List<Runnable> lookUps = List.of(
                () -> store().find(key("id-7")),
                () -> store().find(key("id-none")),
                () -> store().listByIndex("thing", index, Optional.empty(), 100),
                () -> store().listByIndex("thing", common, Optional.of("id-50"), 10),
                () -> store().list("thing", Optional.of("id-50"), 10),
                () -> store().sweep(NOW, 100));
        fill(drafts(0, 100));
        List<Long> few = lookUps.stream().map(RecordStoreContract::quickest).toList();
        fill(drafts(100, manyRecords()));
        List<Long> many = lookUps.stream().map(RecordStoreContract::quickest).toList();
        for (int i = 0; i < lookUps.size(); i++) {
            long allowed = 10 * few.get(i) + Duration.ofMillis(1).toNanos();
            assertTrue("look-up " + i + ": " + few + " ns became " + many + " ns", many.get(i) <= allowed);
        }
    }

    private static List<RecordDraft> drafts(int from, int to) {
        return new ArrayList<>(IntStream.range(from, to)
                .mapToObj(i -> draft("id-" + i)
                        .indexedBy(Map.of("owner", "owner-" + (i < 100 ? i % 20 : i), "client", "app"))
                        .expiringAt(NOW.plusSeconds(1 + i)))
                .toList());
    }

    /** Nanoseconds of the quickest of many times, which a busy machine falsifies least. */
    private static long quickest(Runnable lookUp) {
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 300; i++) {
            long start = System.nanoTime();
            lookUp.run();
            quickest = Math.min(quickest, System.nanoTime() - start);
        }
        return quickest;
    }
}
