package io.narthex.storage.sql.internal;

import io.narthex.storage.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Brings the tables of a database up to what this version of Narthex needs, step by step, and notes each step in a table.
 * When several nodes start at once, one does it and the others wait.
 */
final class Migrations {

    private Migrations() {}

    /**
     * Migrates, or finds that there is nothing to do.
     *
     * @throws StorageException if a newer version of Narthex has been here, or the database is of no use
     */
    static void apply(Dialect dialect, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            dialect.beginMigration(connection);
            execute(
                    connection,
                    "create table if not exists narthex_migration"
                            + " (number integer not null primary key, applied bigint not null)");
            List<List<String>> steps = dialect.migrations();
            int done = highest(connection);
            if (done > steps.size()) {
                throw new StorageException(dialect.name() + ": the tables are at step " + done + ", this version of"
                        + " Narthex knows " + steps.size() + "; a newer version has used them");
            }
            for (int step = done; step < steps.size(); step++) {
                for (String statement : steps.get(step)) {
                    execute(connection, statement);
                }
                note(connection, step + 1);
            }
            connection.commit();
        } finally {
            // Undoes what was not committed; does nothing otherwise.
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static int highest(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(max(number), 0) from narthex_migration")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void note(Connection connection, int step) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into narthex_migration (number, applied) values (?, ?)")) {
            statement.setInt(1, step);
            statement.setLong(2, System.currentTimeMillis());
            statement.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
