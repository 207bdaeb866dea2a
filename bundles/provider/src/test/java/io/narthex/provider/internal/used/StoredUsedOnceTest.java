package io.narthex.provider.internal.used;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.provider.internal.Parallel;
import io.narthex.storage.memory.internal.MemoryRecordStore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.After;
import org.junit.Test;

public class StoredUsedOnceTest {

    private static final Instant UNTIL = Instant.parse("2026-03-01T12:00:00Z");

    private final MemoryRecordStore store = new MemoryRecordStore();
    private final StoredUsedOnce used = new StoredUsedOnce(store);

    @After
    public void stop() {
        store.close();
    }

    @Test
    public void letsAnIdPassOnceInEachScope() {
        assertTrue(used.claim("saml a", "id", UNTIL));
        assertFalse(used.claim("saml a", "id", UNTIL));
        assertTrue(used.claim("saml b", "id", UNTIL));
        assertTrue(used.claim("saml a", "ID", UNTIL));
    }

    @Test
    public void keepsScopeAndIdApart() {
        assertTrue(used.claim("saml a", "b", UNTIL));
        assertTrue(used.claim("saml ", "ab", UNTIL));
    }

    @Test
    public void takesIdsOfAnyFormAndLength() {
        for (String id : List.of("", "\u0000", "\n", "x".repeat(100_000), "\u00e4\ud83d\ude00")) {
            assertTrue(used.claim("saml a", id, UNTIL));
            assertFalse(used.claim("saml a", id, UNTIL));
        }
    }

    @Test
    public void letsOneOfManyPassThatComeTogether() throws Exception {
        // Two nodes are two of these on one store.
        StoredUsedOnce other = new StoredUsedOnce(store);
        List<Object> outcomes = Parallel.outcomes(
                16, () -> (Thread.currentThread().getId() % 2 == 0 ? used : other).claim("saml a", "id", UNTIL));
        assertEquals(1, Collections.frequency(outcomes, true));
        assertEquals(15, Collections.frequency(outcomes, false));
    }

    @Test
    public void isForgottenWhenItIsOver() {
        used.claim("saml a", "id", UNTIL);
        assertEquals(0, store.sweep(UNTIL.minusMillis(1), 10));
        assertEquals(1, store.sweep(UNTIL, 10));
    }
}
