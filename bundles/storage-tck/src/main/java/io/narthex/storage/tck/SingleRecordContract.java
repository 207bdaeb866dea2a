package io.narthex.storage.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.StoredRecord;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** First chapter: what one record goes through. */
public abstract class SingleRecordContract extends StoreFixture {

    /** Made for each test by JUnit. */
    protected SingleRecordContract() {}

    @Test
    public void findsWhatWasCreated() {
        RecordDraft draft =
                new RecordDraft(key("1"), Optional.of(NOW), Map.of("owner", "alice", "client", "app"), "{\"a\":[1,2]}");
        StoredRecord made = created(draft);

        assertEquals(draft.key(), made.key());
        assertEquals(draft.expiry(), made.expiry());
        assertEquals(draft.indexes(), made.indexes());
        assertEquals(draft.body(), made.body());
        assertEquals(Optional.of(made), store().find(key("1")));
    }

    @Test
    public void findsNothingWhereNothingIs() {
        created(draft("1"));
        assertEquals(Optional.empty(), store().find(key("2")));
        assertEquals(Optional.empty(), store().find(new RecordKey("other", "1")));
    }

    @Test
    public void refusesToCreateWhatExists() {
        StoredRecord made = created(draft("1"));
        assertEquals(Optional.empty(), store().create(RecordDraft.of(key("1"), "{}")));
        assertEquals(Optional.of(made), store().find(key("1")));
    }

    @Test
    public void keepsKindsApart() {
        created(draft("1"));
        StoredRecord other = created(RecordDraft.of(new RecordKey("thing-two", "1"), "{}"));
        assertTrue(store().remove(key("1")));
        assertEquals(Optional.of(other), store().find(other.key()));
    }

    @Test
    public void replacesWhatNobodyChanged() {
        StoredRecord made = created(owned("1", "alice"));
        RecordDraft draft =
                new RecordDraft(key("1"), Optional.of(NOW.plusMillis(1)), Map.of("client", "app"), "{\"b\":2}");
        StoredRecord now = replaced(draft, made.version());

        assertNotEquals(made.version(), now.version());
        assertEquals(draft.expiry(), now.expiry());
        assertEquals(draft.indexes(), now.indexes());
        assertEquals(draft.body(), now.body());
        assertEquals(Optional.of(now), store().find(key("1")));
    }

    @Test
    public void replacesNothingThatWasChangedMeanwhile() {
        StoredRecord made = created(draft("1"));
        StoredRecord now = replaced(draft("1"), made.version());
        assertEquals(Optional.empty(), store().replace(RecordDraft.of(key("1"), "{}"), made.version()));
        assertEquals(Optional.of(now), store().find(key("1")));
    }

    @Test
    public void replacesNothingThatIsNotThere() {
        assertEquals(Optional.empty(), store().replace(draft("1"), 1));
        assertEquals(Optional.empty(), store().replace(draft("1"), 0));
        assertEquals(Optional.empty(), store().find(key("1")));
    }

    @Test
    public void takesExpiryAndIndexesAwayWhenTheReplacementHasNone() {
        StoredRecord made = created(owned("1", "alice").expiringAt(NOW));
        replaced(draft("1"), made.version());
        StoredRecord found = store().find(key("1")).orElseThrow();
        assertEquals(Optional.empty(), found.expiry());
        assertEquals(Map.of(), found.indexes());
    }

    @Test
    public void removesOnce() {
        created(draft("1"));
        assertTrue(store().remove(key("1")));
        assertFalse(store().remove(key("1")));
        assertEquals(Optional.empty(), store().find(key("1")));
    }

    @Test
    public void givesNoVersionTwiceToAKeyThatIsCreatedAnew() {
        Set<Long> versions = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            StoredRecord made = created(draft("1"));
            assertTrue("version given again", versions.add(made.version()));
            StoredRecord changed = replaced(draft("1"), made.version());
            assertTrue("version given again", versions.add(changed.version()));
            assertTrue(store().remove(key("1")));
        }
        created(draft("1"));
        for (long version : versions) {
            assertEquals(Optional.empty(), store().replace(draft("1"), version));
        }
    }

    @Test
    public void keepsAnExpiryToTheMillisecond() {
        for (Instant at : List.of(
                Instant.EPOCH,
                NOW.minusMillis(1),
                NOW,
                NOW.plusMillis(1),
                Instant.parse("2027-03-28T02:30:00.001Z"),
                Instant.parse("9999-12-31T23:59:59.999Z"))) {
            RecordKey key = key(at.toString());
            created(RecordDraft.of(key, "{}").expiringAt(at));
            assertEquals(Optional.of(at), store().find(key).flatMap(StoredRecord::expiry));
        }
    }

    @Test
    public void findsWhatHasExpiredUntilItIsSwept() {
        StoredRecord made = created(draft("1").expiringAt(Instant.EPOCH));
        assertEquals(Optional.of(made), store().find(key("1")));
    }

    @Test
    public void tellsIdsApartThatDifferInAnyByte() {
        List<String> ids = List.of(
                "id",
                "ID",
                "Id",
                "id ",
                " id",
                "i d",
                "id/",
                "/id",
                "id//",
                "id%",
                "i_d",
                "id'",
                "id\"",
                "id\\",
                "id;--",
                "İd",
                "ıd",
                "é",
                "e\u0301",
                "ß",
                "ss",
                "ﬀ",
                "ff",
                "\uFFFD",
                "日本",
                "\uD83D\uDE00",
                "\u200B",
                "a\u00A0",
                "x".repeat(255),
                "x".repeat(254),
                "é".repeat(127),
                "\uD83D\uDE00".repeat(63));
        ids.forEach(id -> created(RecordDraft.of(key(id), "{\"" + ids.indexOf(id) + "\":1}")));
        for (String id : ids) {
            StoredRecord found = store().find(key(id)).orElseThrow();
            assertEquals(id, found.key().id());
            assertEquals("{\"" + ids.indexOf(id) + "\":1}", found.body());
        }
        ids.forEach(id -> assertTrue(id, store().remove(key(id))));
    }

    @Test
    public void givesTheBodyBackToTheCharacter() {
        List<String> bodies = List.of(
                "",
                " ",
                "{\"quotes\":\"'\\\"\\\\\",\"lines\":\"\r\n\t\",\"trailing\":1} ",
                "ä€\uD83D\uDE00\u0001\u007F\uFEFF",
                "x".repeat(RecordDraft.MAX_BODY_CHARS),
                "€".repeat(RecordDraft.MAX_BODY_CHARS),
                "\uD83D\uDE00".repeat(RecordDraft.MAX_BODY_CHARS / 2));
        for (int i = 0; i < bodies.size(); i++) {
            created(RecordDraft.of(key("" + i), bodies.get(i)));
            assertTrue(
                    "body " + i,
                    bodies.get(i).equals(store().find(key("" + i)).orElseThrow().body()));
        }
    }
}
