package io.narthex.provider.internal.token;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A lock for each key, kept only while somebody holds or wants it. */
final class KeyedLock {

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();

    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    /** Does something while nobody else does something for the same key. */
    <T> T whileHolding(String key, Supplier<T> work) {
        Entry entry = entries.compute(key, (k, found) -> {
            Entry used = found == null ? new Entry() : found;
            used.users++;
            return used;
        });
        entry.lock.lock();
        try {
            return work.get();
        } finally {
            entry.lock.unlock();
            entries.compute(key, (k, used) -> used == null || --used.users == 0 ? null : used);
        }
    }

    /** How many keys are held or wanted. */
    int size() {
        return entries.size();
    }
}
