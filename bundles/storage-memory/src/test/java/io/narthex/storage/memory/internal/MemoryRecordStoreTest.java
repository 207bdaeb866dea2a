package io.narthex.storage.memory.internal;

import io.narthex.storage.RecordStore;
import io.narthex.storage.tck.RecordStoreContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;

public final class MemoryRecordStoreTest extends RecordStoreContract {

    private final List<MemoryRecordStore> opened = new ArrayList<>();

    @Override
    protected RecordStore open() {
        MemoryRecordStore store = new MemoryRecordStore();
        opened.add(store);
        return store;
    }

    @Override
    protected RecordStore openFaulty() {
        MemoryRecordStore closed = new MemoryRecordStore();
        closed.close();
        return closed;
    }

    @After
    public void close() {
        opened.forEach(MemoryRecordStore::close);
    }
}
