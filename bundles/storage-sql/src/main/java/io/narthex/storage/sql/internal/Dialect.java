package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordChange;
import io.narthex.storage.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * One kind of database: how it is reached, and what it wants to be told otherwise than the others. A record with the
 * settings for it; its text shows no password.
 *
 * <p>Ids and index entries are to be compared byte by byte, whatever the database's own idea of order is.
 */
interface Dialect {

    /** What messages call the database, such as {@code postgresql db.example.com:5432/narthex}. */
    String name();

    /**
     * Gives connections, none of which waits longer than the limits say.
     *
     * @throws StorageException if it can be known without connecting that there will be none
     * @throws NoClassDefFoundError if the driver is not installed
     */
    DataSource dataSource(Limits limits);

    /** What every new connection is told first. */
    default Optional<String> greeting(Limits limits) {
        return Optional.empty();
    }

    /** The steps from an empty database to the newest tables. Steps are added, never changed. */
    List<List<String>> migrations();

    /**
     * Checks that the database is of use, and keeps other nodes from migrating it until the transaction ends.
     *
     * @throws StorageException if it is of no use
     */
    void beginMigration(Connection connection) throws SQLException;

    /** Inserts a row of kind, id, version, expiry, four index entries and body, and does nothing if the key exists. */
    String insert();

    /**
     * Deletes rows that expired at or before a time, all of them or none.
     *
     * @param now in milliseconds since 1970
     * @param limit the most rows to delete
     * @return those that were deleted
     */
    List<RecordChange> sweep(Connection connection, long now, int limit) throws SQLException;

    /** An id or index entry as the parameter of a statement. */
    Object text(String value);

    /** An id or index entry as a row has it; empty for null. */
    Optional<String> text(ResultSet row, String column) throws SQLException;

    /** Starts what must run beside the statements. */
    Companion companion(DataSource source, Limits limits, Changes changes) throws SQLException;

    /** What an error means for the operator, in a few words, where the database's own message says it badly. */
    Optional<String> explain(SQLException error);

    /** Runs beside the statements of one store. */
    interface Companion extends AutoCloseable {

        /** Is told before every write, and answers what it wants to hear again when the write is done. */
        default long writing() {
            return 0;
        }

        /**
         * Is told of every write after it was committed and before its caller is answered.
         *
         * @param begun what {@link #writing} answered
         * @throws SQLException if the write may not last
         */
        void written(long begun, List<RecordChange> changes) throws SQLException;

        @Override
        void close();
    }

    /**
     * What a companion may know and tell.
     *
     * @param heard takes what other nodes changed
     * @param kinds the kinds of records that this node has had to do with
     */
    record Changes(Consumer<RecordChange> heard, Supplier<Set<String>> kinds) {}
}
