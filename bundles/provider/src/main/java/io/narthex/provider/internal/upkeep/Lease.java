package io.narthex.provider.internal.upkeep;

import io.narthex.protocol.RandomIds;
import io.narthex.provider.internal.json.Json;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Lets one node at a time do something, as long as it keeps renewing. */
final class Lease {

    private final RecordStore store;
    private final RecordKey key;
    private final Duration length;
    private final Clock clock;
    private final String self = RandomIds.next();

    /**
     * Nobody's lease yet.
     *
     * @param name what for
     * @param length how long others wait for a holder that is gone
     */
    Lease(RecordStore store, String name, Duration length, Clock clock) {
        this.store = store;
        this.key = new RecordKey("lease", name);
        this.length = length;
        this.clock = clock;
    }

    private record Holder(String node, Instant until) {}

    /** Takes or renews the lease; false if another node has it. */
    boolean acquire() {
        Instant now = clock.instant();
        Holder mine = new Holder(self, now.plus(length));
        // Outlives the holder by far, so that a sweep never removes a lease that is held.
        RecordDraft draft = RecordDraft.of(key, Json.write(mine)).expiringAt(now.plus(length.multipliedBy(10)));
        Optional<StoredRecord> found = store.find(key);
        if (found.isEmpty()) {
            return store.create(draft).isPresent();
        }
        boolean free = Json.read(found.get().body(), Holder.class)
                .map(holder -> holder.node().equals(self) || !holder.until().isAfter(now))
                .orElse(true);
        return free && store.replace(draft, found.get().version()).isPresent();
    }
}
