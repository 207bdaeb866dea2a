package io.narthex.storage;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller wants a record to be.
 *
 * @param key what it is called
 * @param expiry from when on it may be swept, in whole milliseconds, from 1970 to 9999; empty for never
 * @param indexes what else it can be listed by, such as {@code owner} or {@code client}: at most 4, names of 1 to 32 letters
 *     a-z, values of 1 to 255 bytes of UTF-8 without control characters
 * @param body what it holds: JSON, at most {@value #MAX_BODY_CHARS} characters; opaque to the store, and given back to the
 *     character, save that half a surrogate pair, which is no text, becomes U+FFFD
 */
public record RecordDraft(RecordKey key, Optional<Instant> expiry, Map<String, String> indexes, String body) {

    /** The longest body, in characters. */
    public static final int MAX_BODY_CHARS = 1_000_000;

    /** The most index entries of one record. */
    public static final int MAX_INDEXES = 4;

    /**
     * Checks the limits, repairs the body, cuts the expiry to milliseconds and copies the indexes.
     *
     * @throws IllegalArgumentException if a limit given above is passed
     */
    public RecordDraft {
        if (expiry.isPresent()
                && (expiry.get().isBefore(Instant.EPOCH) || expiry.get().isAfter(LATEST))) {
            throw new IllegalArgumentException(
                    "expiry: expected a time from " + Instant.EPOCH + " to " + LATEST + ", got '" + expiry.get() + "'");
        }
        expiry = expiry.map(at -> at.truncatedTo(ChronoUnit.MILLIS));
        indexes = Map.copyOf(indexes);
        if (indexes.size() > MAX_INDEXES) {
            throw new IllegalArgumentException(
                    "indexes: expected at most " + MAX_INDEXES + ", got " + indexes.keySet());
        }
        indexes.forEach(RecordIndex::new);
        if (body.length() > MAX_BODY_CHARS) {
            throw new IllegalArgumentException(
                    "body: expected at most " + MAX_BODY_CHARS + " characters, got " + body.length());
        }
        if (body.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("body: expected JSON, got a text with a zero character");
        }
        body = Utf8.repaired(body);
    }

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    /** A record that never expires and has no index. */
    public static RecordDraft of(RecordKey key, String body) {
        return new RecordDraft(key, Optional.empty(), Map.of(), body);
    }

    /** The same record, to be swept from then on. */
    public RecordDraft expiringAt(Instant at) {
        return new RecordDraft(key, Optional.of(at), indexes, body);
    }

    /** The same record, listed by these entries. */
    public RecordDraft indexedBy(Map<String, String> entries) {
        return new RecordDraft(key, expiry, entries, body);
    }

    /** Without the body, which may hold secrets. */
    @Override
    public String toString() {
        return "RecordDraft[key=" + key + ", expiry=" + expiry + ", indexes=" + indexes.keySet() + "]";
    }
}
