package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.StoredRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records as rows. */
final class Rows {

    private final Dialect dialect;

    Rows(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Sets expiry, index entries and body from that parameter on.
     *
     * @return the number of the parameter that follows
     */
    int bindContent(PreparedStatement statement, int first, RecordDraft draft) throws SQLException {
        int next = first;
        if (draft.expiry().isPresent()) {
            statement.setLong(next++, draft.expiry().get().toEpochMilli());
        } else {
            statement.setNull(next++, Types.BIGINT);
        }
        for (Optional<String> entry : IndexColumns.of(draft.key().kind(), draft.indexes())) {
            if (entry.isPresent()) {
                statement.setObject(next++, dialect.text(entry.get()));
            } else {
                statement.setNull(next++, Types.VARCHAR);
            }
        }
        statement.setString(next++, draft.body());
        return next;
    }

    /** The records that a query answers. */
    List<StoredRecord> read(PreparedStatement query) throws SQLException {
        List<StoredRecord> records = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                records.add(record(row));
            }
        }
        return records;
    }

    /** The id in a row. */
    String id(ResultSet row) throws SQLException {
        return dialect.text(row, "id").orElseThrow(() -> new SQLException("a row without an id"));
    }

    private StoredRecord record(ResultSet row) throws SQLException {
        RecordKey key = new RecordKey(row.getString("kind"), id(row));
        long version = row.getLong("version");
        long millis = row.getLong("expiry");
        Optional<Instant> expiry = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
        List<String> entries = new ArrayList<>();
        for (int column = 1; column <= IndexColumns.COUNT; column++) {
            dialect.text(row, "index" + column).ifPresent(entries::add);
        }
        return new StoredRecord(key, version, expiry, IndexColumns.read(entries), row.getString("body"));
    }
}
