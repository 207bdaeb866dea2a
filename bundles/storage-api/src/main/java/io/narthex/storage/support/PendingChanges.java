package io.narthex.storage.support;

import io.narthex.storage.RecordChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Changes that somebody has yet to be told of. Adding never waits and needs bounded space: a change that is already pending
 * is not kept twice, and when too many are pending they shrink to one change of each whole kind.
 */
@ProviderType
public final class PendingChanges {

    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final Set<RecordChange> pending = new LinkedHashSet<>();

    /**
     * Nothing pending yet.
     *
     * @param capacity how many changes are kept apart, at least 1
     */
    public PendingChanges(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity: expected at least 1, got " + capacity);
        }
        this.capacity = capacity;
    }

    /** Adds a change. */
    public void add(RecordChange change) {
        lock.lock();
        try {
            if (pending.contains(change) || pending.contains(RecordChange.of(change.kind()))) {
                return;
            }
            if (change.isWholeKind()) {
                pending.removeIf(other -> other.kind().equals(change.kind()));
            } else if (pending.size() >= capacity) {
                shrink();
            }
            boolean shrunk = pending.contains(RecordChange.of(change.kind()));
            pending.add(shrunk ? RecordChange.of(change.kind()) : change);
            added.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the change that has been pending for longest, waiting for one at most so long. */
    public Optional<RecordChange> take(long timeout, TimeUnit unit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = unit.toNanos(timeout);
            while (pending.isEmpty()) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = added.awaitNanos(left);
            }
            RecordChange oldest = pending.iterator().next();
            pending.remove(oldest);
            return Optional.of(oldest);
        } finally {
            lock.unlock();
        }
    }

    /** Takes all that is pending, without waiting. */
    public List<RecordChange> takeAll() {
        lock.lock();
        try {
            List<RecordChange> all = List.copyOf(pending);
            pending.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void shrink() {
        List<RecordChange> all = new ArrayList<>(pending);
        pending.clear();
        all.forEach(change -> pending.add(RecordChange.of(change.kind())));
    }
}
