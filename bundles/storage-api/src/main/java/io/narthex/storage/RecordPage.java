package io.narthex.storage;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param records in the order of their ids
 * @param next what to ask for the following part with; empty if this is the last
 */
public record RecordPage(List<StoredRecord> records, Optional<String> next) {

    /** Copies the records. */
    public RecordPage {
        records = List.copyOf(records);
    }
}
