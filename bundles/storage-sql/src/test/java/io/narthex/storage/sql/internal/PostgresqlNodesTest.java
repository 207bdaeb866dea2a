package io.narthex.storage.sql.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.hasItem;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.Test;

/** Several nodes on one PostgreSQL, with connections that break. */
public final class PostgresqlNodesTest {

    private static final RecordKey KEY = new RecordKey("thing", "1");
    private static EmbeddedPostgres server;

    private final List<SqlRecordStore> opened = new ArrayList<>();
    private final List<RecordChange> told = new CopyOnWriteArrayList<>();
    private Proxy proxy;

    @BeforeClass
    public static void startServer() throws IOException {
        server = TestDatabases.startPostgresql();
    }

    @AfterClass
    public static void stopServer() throws IOException {
        server.close();
    }

    @Before
    public void startProxy() throws Exception {
        execute("drop table if exists narthex_record, narthex_migration");
        proxy = new Proxy(server.getPort());
    }

    @After
    public void close() throws IOException {
        opened.forEach(SqlRecordStore::close);
        proxy.close();
    }

    @Test
    public void migratesOnceWhenManyNodesStartTogether() throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        List<Future<SqlRecordStore>> starting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            starting.add(nodes.submit(() -> SqlRecordStore.open(TestDatabases.postgresql(server.getPort()))));
        }
        for (Future<SqlRecordStore> store : starting) {
            opened.add(store.get());
        }
        nodes.shutdown();
        assertTrue(opened.get(0).create(RecordDraft.of(KEY, "{}")).isPresent());
        assertTrue(opened.get(7).find(KEY).isPresent());
    }

    @Test
    public void refusesTablesThatANewerVersionHasUsed() throws Exception {
        open(server.getPort());
        execute("insert into narthex_migration (number, applied) values (1000, 0)");
        StorageException refusal = assertThrows(StorageException.class, () -> open(server.getPort()));
        assertEquals(
                "postgresql 127.0.0.1:" + server.getPort() + "/postgres: the tables are at step 1000, this version of"
                        + " Narthex knows 1; a newer version has used them",
                refusal.getMessage());
    }

    @Test
    public void servesAgainAfterTheConnectionBroke() throws Exception {
        RecordStore store = open(proxy.port());
        store.create(RecordDraft.of(KEY, "{}"));
        proxy.cut();
        assertThrows(StorageException.class, () -> store.find(KEY));
        proxy.mend();
        assertTrue(store.find(KEY).isPresent());
    }

    @Test
    public void readsOnWhenOnlyTheConnectionsOfThePoolWereBroken() throws Exception {
        RecordStore store = open(proxy.port());
        store.create(RecordDraft.of(KEY, "{}"));
        execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'narthex'");
        assertTrue(store.find(KEY).isPresent());
    }

    @Test
    public void tellsOfWholeKindsAfterTheFeedWasInterrupted() throws Exception {
        RecordStore store = open(proxy.port());
        RecordStore other = open(server.getPort());
        store.watch(told::add);
        other.create(RecordDraft.of(KEY, "{}"));
        await().atMost(10, SECONDS).until(() -> told, hasItem(new RecordChange("thing", "1")));
        assertTrue(store.find(KEY).isPresent());
        proxy.cut();
        told.clear();
        proxy.mend();
        await().atMost(10, SECONDS).until(() -> told, hasItem(RecordChange.of("thing")));
    }

    @Test
    public void tellsOfWholeKindsWhenAnotherNodeFellSilent() throws Exception {
        RecordStore store = open(server.getPort());
        RecordStore dying = open(proxy.port());
        store.watch(told::add);
        assertEquals(Optional.empty(), store.find(KEY));
        dying.create(RecordDraft.of(KEY, "{}"));
        await().atMost(10, SECONDS).until(() -> told, hasItem(new RecordChange("thing", "1")));
        told.clear();
        proxy.cut();
        await().atMost(10, SECONDS).until(() -> told, hasItem(RecordChange.of("thing")));
    }

    @Test
    public void tellsOthersWhatWasLeftToTellWhenItIsClosed() throws Exception {
        RecordStore store = open(server.getPort());
        store.watch(told::add);
        try (SqlRecordStore leaving = SqlRecordStore.open(TestDatabases.postgresql(server.getPort()))) {
            leaving.create(RecordDraft.of(KEY, "{}"));
        }
        await().atMost(10, SECONDS).until(() -> told, hasItem(new RecordChange("thing", "1")));
    }

    @Test
    public void saysWhyTheServerCanNotBeUsed() throws Exception {
        String name = "postgresql 127.0.0.1:" + proxy.port() + "/postgres: ";
        proxy.cut();
        StorageException refusal = assertThrows(StorageException.class, () -> open(proxy.port()));
        assertEquals(name + "the server does not answer", refusal.getMessage());
    }

    @Test
    public void saysThatTheDatabaseDoesNotExist() {
        assertRefused("nowhere", Postgresql.Tls.DISABLE, "there is no such database");
    }

    @Test
    public void saysThatTheServerDoesNoTls() {
        assertRefused("postgres", Postgresql.Tls.VERIFY_FULL, "SQL state 08004, The server does not support SSL.");
    }

    private static void assertRefused(String database, Postgresql.Tls tls, String problem) {
        Postgresql dialect = new Postgresql(
                "127.0.0.1", server.getPort(), database, "postgres", Optional.of("s3cret"), tls, Optional.empty());
        StorageException refusal = assertThrows(
                StorageException.class, () -> SqlRecordStore.open(new SqlSettings(dialect, TestDatabases.LIMITS)));
        assertEquals(dialect.name() + ": " + problem, refusal.getMessage());
    }

    private SqlRecordStore open(int port) {
        SqlRecordStore store = SqlRecordStore.open(TestDatabases.postgresql(port));
        opened.add(store);
        return store;
    }

    private static void execute(String sql) throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            Tables.execute(connection, sql);
        }
    }
}
