package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordStore;
import io.narthex.storage.tck.RecordStoreContract;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Rule;
import org.junit.rules.TemporaryFolder;

public final class H2RecordStoreTest extends RecordStoreContract {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<SqlRecordStore> opened = new ArrayList<>();

    @Override
    protected RecordStore open() {
        return open("narthex");
    }

    @Override
    protected RecordStore openFaulty() {
        SqlRecordStore closed = open("closed");
        closed.close();
        return closed;
    }

    @Override
    protected void fill(List<RecordDraft> drafts) throws Exception {
        SqlSettings settings = settings("narthex");
        try (Connection connection =
                settings.dialect().dataSource(settings.limits()).getConnection()) {
            Tables.fill(settings.dialect(), connection, drafts);
        }
    }

    /** Enough to tell a look-up from a search; the file would take longest to fill of all stores. */
    @Override
    protected int manyRecords() {
        return 30_000;
    }

    @After
    public void close() {
        opened.forEach(SqlRecordStore::close);
    }

    private SqlRecordStore open(String name) {
        SqlRecordStore store = SqlRecordStore.open(settings(name));
        opened.add(store);
        return store;
    }

    private SqlSettings settings(String name) {
        return TestDatabases.h2(folder.getRoot().toPath().resolve(name));
    }
}
