package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the index entries of a record stand in its row: up to four columns that hold {@code kind/name=value}, in the order of
 * the names. Which entry stands in which column means nothing. So a record is one row, and every write one statement.
 *
 * <p>The kind is in there so that a listing by index asks for nothing that another index could serve: a planner that has no
 * choice makes no wrong one.
 */
final class IndexColumns {

    /** The longest entry in bytes. */
    static final int MAX_BYTES = 32 + 1 + 32 + 1 + RecordKey.MAX_ID_BYTES;

    static final int COUNT = RecordDraft.MAX_INDEXES;

    private IndexColumns() {}

    static String entry(String kind, RecordIndex index) {
        return kind + "/" + index.name() + "=" + index.value();
    }

    /** What the columns are to hold, one after the other. */
    static List<Optional<String>> of(String kind, Map<String, String> indexes) {
        List<Optional<String>> columns = new ArrayList<>();
        new TreeMap<>(indexes)
                .forEach((name, value) -> columns.add(Optional.of(entry(kind, new RecordIndex(name, value)))));
        while (columns.size() < COUNT) {
            columns.add(Optional.empty());
        }
        return columns;
    }

    /** The entries again. */
    static Map<String, String> read(List<String> columns) {
        Map<String, String> indexes = new HashMap<>();
        for (String entry : columns) {
            int equals = entry.indexOf('=');
            indexes.put(entry.substring(entry.indexOf('/') + 1, equals), entry.substring(equals + 1));
        }
        return indexes;
    }
}
