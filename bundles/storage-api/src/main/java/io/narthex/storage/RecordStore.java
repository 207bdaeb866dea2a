package io.narthex.storage;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps records. A backend registers one as a service once it can serve, and takes it back before it closes it. While the
 * database behind it is away, the service stays and says so by {@link StorageException}.
 *
 * <p>Every operation is atomic and takes effect for all nodes before it returns; a write that returned survives a crash,
 * except in memory. Operations on different records never wait for each other longer than the backend needs to write. All
 * of them are called by many threads at once and throw {@link StorageException} when the backend fails; a lost race is an
 * answer, never an exception.
 *
 * <p>An expired record may still be found until it is swept. Whoever cares asks {@link StoredRecord#isExpired}.
 */
@ConsumerType
public interface RecordStore {

    /** The most records that one page holds and one sweep removes. */
    int MAX_BATCH = 1000;

    /**
     * Creates a record.
     *
     * @return the record, for exactly one of all callers that try; empty for the others and if the key exists
     */
    Optional<StoredRecord> create(RecordDraft draft);

    /** Finds a record. */
    Optional<StoredRecord> find(RecordKey key);

    /**
     * Replaces a record if nobody changed it since it was read.
     *
     * @param draft what it is to be; its key says which
     * @param version the version that was read
     * @return the record as it is now; empty if it is gone or has another version
     */
    Optional<StoredRecord> replace(RecordDraft draft, long version);

    /**
     * Removes a record.
     *
     * @return true for exactly one of all callers that try; false for the others and if there is none
     */
    boolean remove(RecordKey key);

    /**
     * Lists the records of a kind by id, in the order of {@link RecordKey#ID_ORDER}. A record that is there from the first
     * part to the last is listed exactly once, whatever happens to others meanwhile.
     *
     * @param kind as in {@link RecordKey#kind()}
     * @param after the id after which to go on, from {@link RecordPage#next()}; empty to begin
     * @param limit the most records to answer, 1 to {@value #MAX_BATCH}
     */
    RecordPage list(String kind, Optional<String> after, int limit);

    /**
     * Lists the records of a kind that have an index entry, as {@link #list} does. Takes time in proportion to the answer, not to what is
     * stored.
     */
    RecordPage listByIndex(String kind, RecordIndex index, Optional<String> after, int limit);

    /**
     * Removes records of any kind that have expired.
     *
     * @param now what has an expiry at or before this is removed
     * @param limit the most records to remove, 1 to {@value #MAX_BATCH}
     * @return how many were removed; fewer than the limit when nothing is left
     */
    int sweep(Instant now, int limit);

    /**
     * Tells of changes, those of other nodes within two seconds, on a thread of the store's. A listener must be quick and
     * must not throw.
     *
     * @return ends the telling when closed
     */
    Subscription watch(Consumer<RecordChange> listener);

    /** A listener's place in a change feed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
