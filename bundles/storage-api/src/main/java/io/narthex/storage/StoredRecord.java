package io.narthex.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A record as a store holds it.
 *
 * @param key what it is called
 * @param version changes with every change, and is not given again to a record of the same key that was removed and
 *     created anew; otherwise without meaning
 * @param expiry from when on it may be swept; empty for never
 * @param indexes what else it can be listed by
 * @param body what it holds
 */
public record StoredRecord(
        RecordKey key, long version, Optional<Instant> expiry, Map<String, String> indexes, String body) {

    /** Copies the indexes. */
    public StoredRecord {
        indexes = Map.copyOf(indexes);
    }

    /** Whether it may be swept. */
    public boolean isExpired(Instant now) {
        return expiry.isPresent() && !expiry.get().isAfter(now);
    }

    /** Without the body, which may hold secrets. */
    @Override
    public String toString() {
        return "StoredRecord[key=" + key + ", version=" + version + "]";
    }
}
