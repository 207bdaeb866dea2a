package io.narthex.provider.internal.secret;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import io.narthex.provider.internal.Parallel;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.StorageException;
import io.narthex.storage.memory.internal.MemoryRecordStore;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.After;
import org.junit.Test;

public class LastingSecretTest {

    private static final RecordKey KEY = new RecordKey("secret", "test");

    private final MemoryRecordStore store = new MemoryRecordStore();

    @After
    public void stop() {
        store.close();
    }

    @Test
    public void isMadeOnceHoweverManyNodesNeedItFirst() throws Exception {
        assertEquals(1, new HashSet<>(Parallel.outcomes(20, () -> Arrays.toString(secret().get()))).size());
    }

    @Test
    public void cannotBeChangedByWhoeverGotIt() {
        LastingSecret secret = secret();
        secret.get()[0]++;
        assertArrayEquals(secret.get(), secret().get());
    }

    @Test
    public void isAnotherOneForAnotherPurpose() {
        assertFalse(Arrays.equals(secret().get(), new LastingSecret(store, "other").get()));
    }

    @Test
    public void isNotMadeAnewWhereItIsDamaged() {
        for (String damaged : new String[] {"{}", "[]", "{\"secret\":\"!\"}", "{\"secret\":\"AAAA\"}"}) {
            store.remove(KEY);
            store.create(RecordDraft.of(KEY, damaged));
            LastingSecret secret = secret();
            assertThrows(damaged, StorageException.class, secret::get);
        }
    }

    private LastingSecret secret() {
        return new LastingSecret(store, KEY.id());
    }
}
