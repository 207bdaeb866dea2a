package io.narthex.storage;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param records in the order of their ids, {@link RecordKey#ID_ORDER}
 * @param next what to ask for the following part with; empty if this is the last
 */
public record RecordPage(List<StoredRecord> records, Optional<String> next) {

    /** Copies the records. */
    public RecordPage {
        records = List.copyOf(records);
    }

    /**
     * The part that a backend answers having looked one record further than it was asked.
     *
     * @param found the records from the first on, in order, at most one more than the limit
     * @param limit how many of them may be answered
     */
    public static RecordPage of(List<StoredRecord> found, int limit) {
        if (found.size() <= limit) {
            return new RecordPage(found, Optional.empty());
        }
        return new RecordPage(
                found.subList(0, limit), Optional.of(found.get(limit - 1).key().id()));
    }
}
