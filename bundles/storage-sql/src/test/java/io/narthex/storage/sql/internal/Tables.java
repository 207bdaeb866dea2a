package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordDraft;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What tests do to the tables behind the store's back. */
final class Tables {

    private Tables() {}

    static void fill(Dialect dialect, Connection connection, List<RecordDraft> drafts) throws SQLException {
        Rows rows = new Rows(dialect);
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(dialect.insert())) {
            int batched = 0;
            for (RecordDraft draft : drafts) {
                statement.setString(1, draft.key().kind());
                statement.setObject(2, dialect.text(draft.key().id()));
                statement.setLong(3, 1);
                rows.bindContent(statement, 4, draft);
                statement.addBatch();
                if (++batched % 1000 == 0) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
            statement.executeBatch();
        }
        connection.commit();
        connection.setAutoCommit(true);
        execute(connection, "analyze");
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
