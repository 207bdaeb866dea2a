package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordPage;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import io.narthex.storage.support.ChangeFeed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Keeps records in one table. Every operation is one statement, conditional where it must have one winner, so that READ
 * COMMITTED is enough and no caller holds a lock while it thinks; only sweeping takes H2 more. A version begins at random, so
 * that it does not come again when a key does.
 */
final class SqlRecordStore implements RecordStore, AutoCloseable {

    private static final String KEY_EXISTS = "23505";

    private final Dialect dialect;
    private final Rows rows;
    private final Database database;
    private final Dialect.Companion companion;
    private final ChangeFeed changes;
    private final Set<String> kinds;

    private SqlRecordStore(
            Dialect dialect, Database database, Dialect.Companion companion, ChangeFeed changes, Set<String> kinds) {
        this.dialect = dialect;
        this.rows = new Rows(dialect);
        this.database = database;
        this.companion = companion;
        this.changes = changes;
        this.kinds = kinds;
    }

    /**
     * Opens the database and migrates it.
     *
     * @throws StorageException if that fails; the message is for the operator
     */
    static SqlRecordStore open(SqlSettings settings) {
        Dialect dialect = settings.dialect();
        ChangeFeed changes = new ChangeFeed("narthex-sql");
        Set<String> kinds = ConcurrentHashMap.newKeySet();
        try {
            DataSource source = dialect.dataSource(settings.limits());
            try (Connection connection = source.getConnection()) {
                Migrations.apply(dialect, connection);
                Dialect.Companion companion = dialect.companion(
                        source, settings.limits(), new Dialect.Changes(changes::publish, () -> Set.copyOf(kinds)));
                Database database = new Database(dialect, settings.limits(), source);
                return new SqlRecordStore(dialect, database, companion, changes, kinds);
            }
        } catch (SQLException e) {
            String problem = dialect.explain(e).orElseGet(() -> "SQL state " + e.getSQLState() + ", " + e.getMessage());
            throw new StorageException(dialect.name() + ": " + problem, e);
        } catch (NoClassDefFoundError e) {
            throw new StorageException(dialect.name() + ": the driver is not installed", e);
        }
    }

    @Override
    public Optional<StoredRecord> create(RecordDraft draft) {
        long version = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE / 2);
        RecordKey key = draft.key();
        boolean created = changing("create a record", key, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(dialect.insert())) {
                statement.setString(1, key.kind());
                statement.setObject(2, dialect.text(key.id()));
                statement.setLong(3, version);
                rows.bindContent(statement, 4, draft);
                return statement.executeUpdate() == 1;
            } catch (SQLException e) {
                if (KEY_EXISTS.equals(e.getSQLState())) {
                    return false;
                }
                throw e;
            }
        });
        return created ? Optional.of(stored(draft, version)) : Optional.empty();
    }

    @Override
    public Optional<StoredRecord> find(RecordKey key) {
        kinds.add(key.kind());
        return database.read("find a record", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Statements.FIND)) {
                statement.setString(1, key.kind());
                statement.setObject(2, dialect.text(key.id()));
                return rows.read(statement).stream().findFirst();
            }
        });
    }

    @Override
    public Optional<StoredRecord> replace(RecordDraft draft, long version) {
        RecordKey key = draft.key();
        boolean replaced = changing("replace a record", key, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Statements.REPLACE)) {
                int next = rows.bindContent(statement, 1, draft);
                statement.setString(next, key.kind());
                statement.setObject(next + 1, dialect.text(key.id()));
                statement.setLong(next + 2, version);
                return statement.executeUpdate() == 1;
            }
        });
        return replaced ? Optional.of(stored(draft, version + 1)) : Optional.empty();
    }

    @Override
    public boolean remove(RecordKey key) {
        return changing("remove a record", key, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Statements.REMOVE)) {
                statement.setString(1, key.kind());
                statement.setObject(2, dialect.text(key.id()));
                return statement.executeUpdate() == 1;
            }
        });
    }

    @Override
    public RecordPage list(String kind, Optional<String> after, int limit) {
        requireLimit(limit);
        kinds.add(kind);
        return database.read("list records", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Statements.LIST)) {
                statement.setString(1, kind);
                statement.setObject(2, dialect.text(after.orElse("")));
                statement.setInt(3, limit + 1);
                return RecordPage.of(rows.read(statement), limit);
            }
        });
    }

    @Override
    public RecordPage listByIndex(String kind, RecordIndex index, Optional<String> after, int limit) {
        requireLimit(limit);
        kinds.add(kind);
        return database.read("list records by index", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(Statements.LIST_BY_INDEX)) {
                int next = 1;
                for (int column = 0; column < IndexColumns.COUNT; column++) {
                    statement.setObject(next++, dialect.text(IndexColumns.entry(kind, index)));
                    statement.setObject(next++, dialect.text(after.orElse("")));
                    statement.setInt(next++, limit + 1);
                }
                statement.setInt(next, limit + 1);
                return RecordPage.of(rows.read(statement), limit);
            }
        });
    }

    @Override
    public int sweep(Instant now, int limit) {
        requireLimit(limit);
        long begun = companion.writing();
        List<RecordChange> swept =
                database.write("sweep", connection -> dialect.sweep(connection, now.toEpochMilli(), limit));
        if (!swept.isEmpty()) {
            tell("sweep", begun, swept);
        }
        return swept.size();
    }

    @Override
    public Subscription watch(Consumer<RecordChange> listener) {
        return changes.watch(listener);
    }

    @Override
    public void close() {
        database.close();
        companion.close();
        changes.close();
    }

    private boolean changing(String what, RecordKey key, Database.Work<Boolean> work) {
        kinds.add(key.kind());
        long begun = companion.writing();
        boolean changed = database.write(what, work);
        if (changed) {
            tell(what, begun, List.of(new RecordChange(key.kind(), key.id())));
        }
        return changed;
    }

    private void tell(String what, long begun, List<RecordChange> changed) {
        try {
            companion.written(begun, changed);
        } catch (SQLException e) {
            throw new StorageException(dialect.name() + ": could not " + what + ", SQL state " + e.getSQLState(), e);
        } finally {
            changed.forEach(changes::publish);
        }
    }

    private static StoredRecord stored(RecordDraft draft, long version) {
        return new StoredRecord(draft.key(), version, draft.expiry(), draft.indexes(), draft.body());
    }

    private static void requireLimit(int limit) {
        if (limit < 1 || limit > MAX_BATCH) {
            throw new IllegalArgumentException("limit: expected 1 to " + MAX_BATCH + ", got " + limit);
        }
    }
}
