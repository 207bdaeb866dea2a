package io.narthex.keys.internal;

import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordPage;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import io.narthex.storage.memory.internal.MemoryRecordStore;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A store in memory that counts reads and writes, can fail, and can keep its changes to itself. */
final class WatchedStore implements RecordStore {

    final AtomicInteger reads = new AtomicInteger();
    final AtomicInteger writes = new AtomicInteger();
    volatile boolean failing;
    volatile boolean silent;
    volatile Runnable beforeWrite = () -> {};

    private final MemoryRecordStore records = new MemoryRecordStore();

    String body() {
        return records.find(RingKeeper.RECORD).orElseThrow().body();
    }

    void put(String body) {
        records.remove(RingKeeper.RECORD);
        records.create(RecordDraft.of(RingKeeper.RECORD, body));
    }

    @Override
    public Optional<StoredRecord> create(RecordDraft draft) {
        beforeWrite();
        return records.create(draft);
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        reads.incrementAndGet();
        requireWorking();
        return records.find(key);
    }

    @Override
    public Optional<StoredRecord> replace(RecordDraft draft, long version) {
        beforeWrite();
        return records.replace(draft, version);
    }

    @Override
    public boolean remove(RecordKey key) {
        return records.remove(key);
    }

    @Override
    public RecordPage list(String kind, Optional<String> after, int limit) {
        return records.list(kind, after, limit);
    }

    @Override
    public RecordPage listByIndex(String kind, RecordIndex index, Optional<String> after, int limit) {
        return records.listByIndex(kind, index, after, limit);
    }

    @Override
    public int sweep(Instant now, int limit) {
        return records.sweep(now, limit);
    }

    @Override
    public Subscription watch(Consumer<RecordChange> listener) {
        return silent ? () -> {} : records.watch(listener);
    }

    private void beforeWrite() {
        writes.incrementAndGet();
        requireWorking();
        Runnable once = beforeWrite;
        beforeWrite = () -> {};
        once.run();
    }

    private void requireWorking() {
        if (failing) {
            throw new StorageException("test: out of order");
        }
    }
}
