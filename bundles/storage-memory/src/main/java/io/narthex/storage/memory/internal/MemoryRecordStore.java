package io.narthex.storage.memory.internal;

import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordPage;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import io.narthex.storage.support.ChangeFeed;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Keeps records in memory.
 *
 * <p>The map holds the truth and is changed for one record at a time; the ordered sets of {@link Lookups} are changed within
 * that step and only say where to look. Whoever follows one of them checks what it finds against the map.
 */
public final class MemoryRecordStore implements RecordStore, AutoCloseable {

    private final ConcurrentMap<RecordKey, StoredRecord> records = new ConcurrentHashMap<>();
    private final Lookups lookups = new Lookups();
    private final AtomicLong versions = new AtomicLong();
    private final ChangeFeed changes = new ChangeFeed("narthex-memory");
    private volatile boolean closed;

    /** An empty store. */
    public MemoryRecordStore() {}

    @Override
    public Optional<StoredRecord> create(RecordDraft draft) {
        return put(draft, Optional.empty());
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        requireOpen();
        return Optional.ofNullable(records.get(key));
    }

    @Override
    public Optional<StoredRecord> replace(RecordDraft draft, long version) {
        return put(draft, Optional.of(version));
    }

    @Override
    public boolean remove(RecordKey key) {
        requireOpen();
        return removeIf(key, record -> true);
    }

    @Override
    public RecordPage list(String kind, Optional<String> after, int limit) {
        requireOpen();
        return page(lookups.ofKind(kind, after), limit, record -> true);
    }

    @Override
    public RecordPage listByIndex(String kind, RecordIndex index, Optional<String> after, int limit) {
        requireOpen();
        return page(lookups.ofIndex(kind, index, after), limit, record -> index.value()
                .equals(record.indexes().get(index.name())));
    }

    @Override
    public int sweep(Instant now, int limit) {
        requireOpen();
        requireLimit(limit);
        return (int) lookups.expiredAt(now)
                .filter(key -> removeIf(key, record -> record.isExpired(now)))
                .limit(limit)
                .count();
    }

    @Override
    public Subscription watch(Consumer<RecordChange> listener) {
        requireOpen();
        return changes.watch(listener);
    }

    /** Forgets everything; what is asked after that is refused. */
    @Override
    public void close() {
        closed = true;
        changes.close();
        records.clear();
    }

    /** Stores the draft if the key has that version, or no record where none is given. */
    private Optional<StoredRecord> put(RecordDraft draft, Optional<Long> version) {
        requireOpen();
        long next = versions.incrementAndGet();
        StoredRecord now = records.compute(draft.key(), (key, old) -> {
            if (!Optional.ofNullable(old).map(StoredRecord::version).equals(version)) {
                return old;
            }
            StoredRecord made = new StoredRecord(key, next, draft.expiry(), draft.indexes(), draft.body());
            lookups.update(Optional.ofNullable(old), Optional.of(made));
            return made;
        });
        if (now == null || now.version() != next) {
            return Optional.empty();
        }
        publish(now.key());
        return Optional.of(now);
    }

    private boolean removeIf(RecordKey key, Predicate<StoredRecord> condition) {
        AtomicBoolean removed = new AtomicBoolean();
        records.computeIfPresent(key, (same, old) -> {
            if (!condition.test(old)) {
                return old;
            }
            lookups.update(Optional.of(old), Optional.empty());
            removed.set(true);
            return null;
        });
        if (removed.get()) {
            publish(key);
        }
        return removed.get();
    }

    private RecordPage page(Stream<RecordKey> keys, int limit, Predicate<StoredRecord> condition) {
        requireLimit(limit);
        return RecordPage.of(
                keys.flatMap(key -> Stream.ofNullable(records.get(key)))
                        .filter(condition)
                        .limit(limit + 1L)
                        .toList(),
                limit);
    }

    private void publish(RecordKey key) {
        changes.publish(new RecordChange(key.kind(), key.id()));
    }

    private void requireOpen() {
        if (closed) {
            throw new StorageException("memory: the store is closed");
        }
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_BATCH) {
            throw new IllegalArgumentException("limit: expected 1 to " + MAX_BATCH + ", got " + limit);
        }
    }
}
