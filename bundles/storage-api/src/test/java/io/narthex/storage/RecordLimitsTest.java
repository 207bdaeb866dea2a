package io.narthex.storage;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public final class RecordLimitsTest {

    private static final RecordKey KEY = new RecordKey("thing", "1");

    @Test
    public void refusesAKindThatIsNotLowerCaseLettersAndDashes() {
        for (String kind : List.of("", "Thing", "-thing", "thing1", "th_ing", "a".repeat(33))) {
            assertThrows(kind, IllegalArgumentException.class, () -> new RecordKey(kind, "1"));
        }
        assertEquals("a-b", new RecordKey("a-b", "1").kind());
    }

    @Test
    public void refusesAnIdThatIsEmptyTooLongOrNoText() {
        for (String id : List.of("", "é".repeat(128), "a\nb", "a\0b", "a\u0085b", "\uD800", "a\uDC00b")) {
            assertThrows(id, IllegalArgumentException.class, () -> new RecordKey("thing", id));
            assertThrows(id, IllegalArgumentException.class, () -> new RecordIndex("owner", id));
        }
        assertEquals(255, new RecordKey("thing", "a".repeat(255)).id().length());
    }

    @Test
    public void refusesMoreIndexesAndCharactersThanAStoreMustHold() {
        assertThrows(IllegalArgumentException.class, () -> RecordDraft.of(KEY, "x".repeat(1_000_001)));
        assertThrows(IllegalArgumentException.class, () -> RecordDraft.of(KEY, "{}")
                .indexedBy(Map.of("a", "1", "b", "2", "c", "3", "d", "4", "e", "5")));
        assertThrows(
                IllegalArgumentException.class, () -> RecordDraft.of(KEY, "{}").indexedBy(Map.of("A", "1")));
    }

    @Test
    public void refusesABodyThatIsNoTextAndRepairsHalfASurrogatePair() {
        assertThrows(IllegalArgumentException.class, () -> RecordDraft.of(KEY, "a\0b"));
        assertEquals(
                "a\uFFFDb\uD83D\uDE00",
                RecordDraft.of(KEY, "a\uD83Db\uD83D\uDE00").body());
    }

    @Test
    public void cutsAnExpiryToMillisecondsAndRefusesOneThatNoDatabaseHolds() {
        Instant at = Instant.parse("2027-01-02T03:04:05.678901Z");
        assertEquals(
                Optional.of(Instant.parse("2027-01-02T03:04:05.678Z")),
                RecordDraft.of(KEY, "{}").expiringAt(at).expiry());
        assertThrows(
                IllegalArgumentException.class, () -> RecordDraft.of(KEY, "{}").expiringAt(Instant.MAX));
        assertThrows(
                IllegalArgumentException.class, () -> RecordDraft.of(KEY, "{}").expiringAt(Instant.MIN));
    }

    @Test
    public void isExpiredFromItsExpiryOn() {
        Instant at = Instant.parse("2027-01-02T03:04:05.678Z");
        StoredRecord record = new StoredRecord(KEY, 1, Optional.of(at), Map.of(), "{}");
        assertFalse(record.isExpired(at.minusMillis(1)));
        assertTrue(record.isExpired(at));
    }

    @Test
    public void ordersIdsByTheirBytesInUtf8() {
        List<String> ids = List.of("", "A", "a", "aa", "b", "é", "ﬀ", "\uFFFD", "\uD83D\uDE00", "\uDBFF\uDFFF");
        for (String a : ids) {
            for (String b : ids) {
                int expected =
                        Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
                assertEquals(
                        a + " and " + b, Integer.signum(expected), Integer.signum(RecordKey.ID_ORDER.compare(a, b)));
            }
        }
    }

    @Test
    public void cutsAPageFromOneRecordMoreThanAskedFor() {
        StoredRecord first = new StoredRecord(KEY, 1, Optional.empty(), Map.of(), "{}");
        StoredRecord second = new StoredRecord(new RecordKey("thing", "2"), 1, Optional.empty(), Map.of(), "{}");
        assertEquals(new RecordPage(List.of(first), Optional.of("1")), RecordPage.of(List.of(first, second), 1));
        assertEquals(
                new RecordPage(List.of(first, second), Optional.empty()), RecordPage.of(List.of(first, second), 2));
    }

    @Test
    public void printsNoBody() {
        assertFalse(RecordDraft.of(KEY, "s3cret").toString().contains("s3cret"));
        assertFalse(new StoredRecord(KEY, 1, Optional.empty(), Map.of(), "s3cret")
                .toString()
                .contains("s3cret"));
    }
}
