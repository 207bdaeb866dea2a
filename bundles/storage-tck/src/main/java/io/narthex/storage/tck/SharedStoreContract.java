package io.narthex.storage.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordStore;
import io.narthex.storage.StoredRecord;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** The contract of a store that several nodes share. Extends that of a store for one process. */
public abstract class SharedStoreContract extends RecordStoreContract {

    /** Made for each test by JUnit. */
    protected SharedStoreContract() {}

    /** Opens a store as another node would, on the same data as the store of this test. Called at most once for a test. */
    protected abstract RecordStore openAnother() throws Exception;

    @Test
    public void letsEachNodeSeeAtOnceWhatTheOtherDid() throws Exception {
        RecordStore other = openAnother();
        StoredRecord made = created(owned("1", "alice"));
        assertEquals(Optional.of(made), other.find(key("1")));
        StoredRecord changed = replaced(other, owned("1", "bob"), made.version());
        assertEquals(Optional.of(changed), store().find(key("1")));
        assertEquals(List.of("1"), idsBy("owner", "bob"));
        assertTrue(store().remove(key("1")));
        assertEquals(Optional.empty(), other.find(key("1")));
    }

    @Test
    public void letsOneCallerOnAnyNodeWin() throws Exception {
        RecordStore other = openAnother();
        for (int round = 0; round < 10; round++) {
            String id = "round-" + round;
            List<StoredRecord> made =
                    Threads.together(20, thread -> (thread % 2 == 0 ? store() : other).create(draft(id))).stream()
                            .flatMap(Optional::stream)
                            .toList();
            assertEquals(1, made.size());
            long version = made.get(0).version();
            assertEquals(
                    1,
                    Threads.together(20, thread -> (thread % 2 == 0 ? store() : other).replace(draft(id), version))
                            .stream()
                            .flatMap(Optional::stream)
                            .count());
        }
    }

    @Test
    public void countsNoRecordTwiceWhenManyNodesSweep() throws Exception {
        RecordStore other = openAnother();
        assertEquals(400, sweptByMany(List.of(store(), other, store(), other), 400));
    }

    @Test
    public void tellsOfTheChangesOfAnotherNode() throws Exception {
        RecordStore other = openAnother();
        try (Told told = listenTo(store())) {
            StoredRecord made = created(other, draft("é/1"));
            told.assertTold("é/1");
            replaced(other, draft("é/1").expiringAt(NOW), made.version());
            told.assertTold("é/1");
            assertEquals(1, other.sweep(NOW, 10));
            told.assertTold("é/1");
            created(other, draft("2"));
            told.assertTold("2");
            assertTrue(other.remove(key("2")));
            told.assertTold("2");
        }
    }

    @Test
    public void tellsOfManyChangesOfAnotherNode() throws Exception {
        RecordStore other = openAnother();
        try (Told told = listenTo(store())) {
            Threads.together(4, thread -> {
                for (int i = 0; i < 500; i++) {
                    created(other, draft("x".repeat(200) + thread + "-" + i));
                }
                return thread;
            });
            created(other, draft("last"));
            told.assertTold("last");
        }
    }
}
