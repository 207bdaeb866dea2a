package io.narthex.storage.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordPage;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.Test;

/** Third chapter: listings by kind and by index. */
public abstract class ListingContract extends RacesContract {

    /** Made for each test by JUnit. */
    protected ListingContract() {}

    @Test
    public void listsNothingOfAnEmptyKind() {
        created(draft("1"));
        RecordPage none = new RecordPage(List.of(), Optional.empty());
        assertEquals(none, store().list("other", Optional.empty(), 10));
        assertEquals(none, store().listByIndex("thing", new RecordIndex("owner", "alice"), Optional.empty(), 10));
    }

    @Test
    public void listsIdsInTheOrderOfTheirBytes() {
        List<String> ids = new ArrayList<>(List.of(
                "b",
                "a",
                "B",
                "A",
                "aa",
                "a b",
                "a-b",
                "a_b",
                "ab",
                "10",
                "9",
                "Z",
                "z",
                "é",
                "e",
                "f",
                "ﬀ",
                "日",
                "\uFFFD",
                "\uD83D\uDE00",
                "\uD83D\uDE00a",
                "~"));
        ids.forEach(id -> created(owned(id, "alice")));
        ids.sort(RecordKey.ID_ORDER);
        assertEquals(ids, idsOf("thing", 1000));
        assertEquals(ids, idsOf("thing", 3));
        assertEquals(ids, idsBy("owner", "alice"));
    }

    @Test
    public void listsWholeRecords() {
        StoredRecord made = created(new RecordDraft(
                key("1"), Optional.of(NOW), Map.of("a", "1", "b", "2", "c", "3", "d", "4"), "{\"x\":\"y\"}"));
        assertEquals(List.of(made), store().list("thing", Optional.empty(), 10).records());
        for (Map.Entry<String, String> entry : made.indexes().entrySet()) {
            RecordIndex index = new RecordIndex(entry.getKey(), entry.getValue());
            assertEquals(
                    List.of(made),
                    store().listByIndex("thing", index, Optional.empty(), 10).records());
        }
    }

    @Test
    public void saysHowToGoOnOnlyIfThereIsMore() {
        for (int i = 0; i < 4; i++) {
            created(owned("" + i, "alice"));
        }
        assertEquals(
                Optional.of("1"), store().list("thing", Optional.empty(), 2).next());
        assertEquals(
                Optional.empty(), store().list("thing", Optional.of("1"), 2).next());
        assertEquals(
                Optional.empty(), store().list("thing", Optional.empty(), 4).next());
        RecordIndex alice = new RecordIndex("owner", "alice");
        assertEquals(
                Optional.of("2"),
                store().listByIndex("thing", alice, Optional.empty(), 3).next());
        assertEquals(
                Optional.empty(),
                store().listByIndex("thing", alice, Optional.of("0"), 3).next());
    }

    @Test
    public void goesOnAfterAnIdThatIsGone() {
        List.of("a", "b", "c", "d").forEach(id -> created(draft(id)));
        assertTrue(store().remove(key("b")));
        assertEquals(
                List.of("c", "d"),
                store().list("thing", Optional.of("b"), 10).records().stream()
                        .map(record -> record.key().id())
                        .toList());
    }

    @Test
    public void refusesALimitOutOfBounds() {
        RecordIndex index = new RecordIndex("owner", "alice");
        for (int limit : new int[] {-1, 0, RecordStore.MAX_BATCH + 1}) {
            assertThrows(IllegalArgumentException.class, () -> store().list("thing", Optional.empty(), limit));
            assertThrows(
                    IllegalArgumentException.class, () -> store().listByIndex("thing", index, Optional.empty(), limit));
            assertThrows(IllegalArgumentException.class, () -> store().sweep(NOW, limit));
        }
    }

    @Test
    public void listsByIndexWhatHasTheEntryNow() {
        StoredRecord first = created(owned("1", "alice"));
        created(owned("2", "alice"));
        assertEquals(List.of("1", "2"), idsBy("owner", "alice"));

        StoredRecord second = replaced(owned("1", "bob"), first.version());
        assertEquals(List.of("2"), idsBy("owner", "alice"));
        assertEquals(List.of("1"), idsBy("owner", "bob"));

        replaced(draft("1"), second.version());
        assertTrue(store().remove(key("2")));
        assertEquals(List.of(), idsBy("owner", "alice"));
        assertEquals(List.of(), idsBy("owner", "bob"));

        created(draft("2"));
        assertEquals(List.of(), idsBy("owner", "alice"));
    }

    @Test
    public void tellsIndexEntriesApartThatDifferInAnyByte() {
        List<String> owners =
                List.of("alice", "Alice", "alice ", "alicé", "alice\u0301", "a", "x".repeat(255), "%", "_");
        owners.forEach(owner -> created(owned("by-" + owners.indexOf(owner), owner)));
        created(draft("other-name").indexedBy(Map.of("client", "alice")));
        created(RecordDraft.of(new RecordKey("other", "other-kind"), "{}").indexedBy(Map.of("owner", "alice")));
        owners.forEach(owner -> assertEquals(List.of("by-" + owners.indexOf(owner)), idsBy("owner", owner)));
    }

    @Test
    public void listsOnceWhatStaysWhileOthersComeAndGo() throws Exception {
        List<String> staying = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            staying.add("stays-%03d".formatted(i));
            created(owned(staying.get(i), "alice"));
        }
        AtomicBoolean done = new AtomicBoolean();
        Threads.together(3, thread -> {
            try {
                for (int i = 0; thread > 0 && !done.get(); i++) {
                    disturb("stays-%03d-%d".formatted(i % 60, thread), staying.get(i % 60));
                }
                for (int i = 0; thread == 0 && i < 20; i++) {
                    assertEquals(
                            staying,
                            idsOf("thing", 7).stream().filter(staying::contains).toList());
                    assertEquals(
                            staying,
                            idsBy("owner", "alice").stream()
                                    .filter(staying::contains)
                                    .toList());
                }
            } finally {
                done.set(true);
            }
            return thread;
        });
    }

    private void disturb(String passing, String staying) {
        created(owned(passing, "alice"));
        store().find(key(staying)).ifPresent(seen -> store().replace(owned(staying, "alice"), seen.version()));
        store().remove(key(passing));
    }
}
