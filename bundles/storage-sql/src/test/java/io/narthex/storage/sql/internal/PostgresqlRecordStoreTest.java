package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordStore;
import io.narthex.storage.tck.SharedStoreContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;

public final class PostgresqlRecordStoreTest extends SharedStoreContract {

    private static EmbeddedPostgres server;
    private static SqlSettings settings;

    private final List<SqlRecordStore> opened = new ArrayList<>();

    @BeforeClass
    public static void startServer() throws IOException {
        server = TestDatabases.startPostgresql();
        settings = TestDatabases.postgresql(server.getPort());
    }

    @AfterClass
    public static void stopServer() throws IOException {
        server.close();
    }

    @Override
    protected RecordStore open() throws Exception {
        RecordStore store = openAnother();
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            Tables.execute(connection, "truncate narthex_record");
        }
        return store;
    }

    @Override
    protected RecordStore openAnother() {
        SqlRecordStore store = SqlRecordStore.open(settings);
        opened.add(store);
        return store;
    }

    @Override
    protected RecordStore openFaulty() throws Exception {
        try (Proxy proxy = new Proxy(server.getPort())) {
            SqlRecordStore store = SqlRecordStore.open(TestDatabases.postgresql(proxy.port()));
            opened.add(store);
            return store;
        }
    }

    @Override
    protected void fill(List<RecordDraft> drafts) throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            Tables.fill(settings.dialect(), connection, drafts);
        }
    }

    @After
    public void close() {
        opened.forEach(SqlRecordStore::close);
    }
}
