package io.narthex.storage.tck;

import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordPage;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StoredRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.Before;

/** What a backend says about itself, and what all chapters of the kit use. */
public abstract class StoreFixture {

    /** A moment on a whole millisecond that the tests count from. */
    protected static final Instant NOW = Instant.parse("2027-01-02T03:04:05.678Z");

    private Optional<RecordStore> opened = Optional.empty();

    /** Made for each test by JUnit. */
    protected StoreFixture() {}

    /**
     * Opens a store that holds nothing, once before each test. To close it is the matter of the subclass, in its own
     * {@code @After}.
     */
    protected abstract RecordStore open() throws Exception;

    /** Opens a store whose backend can not be used, or is closed. Every operation on it must be refused. */
    protected abstract RecordStore openFaulty() throws Exception;

    /** How soon a listener must have been told. To be made longer only for a test machine that is known to be slow. */
    protected Duration feedDeadline() {
        return Duration.ofSeconds(2);
    }

    /** How many records make a store a full one. */
    protected int manyRecords() {
        return 100_000;
    }

    /** Creates many records. To be overridden where the backend has a quicker way than one by one. */
    protected void fill(List<RecordDraft> drafts) throws Exception {
        Threads.together(8, thread -> {
            for (int i = thread; i < drafts.size(); i += 8) {
                store().create(drafts.get(i));
            }
            return thread;
        });
    }

    /** Opens the store of this test. */
    @Before
    public final void openStore() throws Exception {
        opened = Optional.of(open());
    }

    /** The store of this test. */
    protected final RecordStore store() {
        return opened.orElseThrow();
    }

    static RecordKey key(String id) {
        return new RecordKey("thing", id);
    }

    static RecordDraft draft(String id) {
        return RecordDraft.of(key(id), "{\"id\":1}");
    }

    static RecordDraft owned(String id, String owner) {
        return draft(id).indexedBy(Map.of("owner", owner));
    }

    final StoredRecord created(RecordDraft draft) {
        return created(store(), draft);
    }

    static StoredRecord created(RecordStore store, RecordDraft draft) {
        return store.create(draft).orElseThrow(() -> new AssertionError(draft.key() + ": not created"));
    }

    final StoredRecord replaced(RecordDraft draft, long version) {
        return replaced(store(), draft, version);
    }

    static StoredRecord replaced(RecordStore store, RecordDraft draft, long version) {
        return store.replace(draft, version).orElseThrow(() -> new AssertionError(draft.key() + ": not replaced"));
    }

    final List<String> idsOf(String kind, int limit) {
        return allIds(after -> store().list(kind, after, limit));
    }

    final List<String> idsBy(String index, String value) {
        return allIds(after -> store().listByIndex("thing", new RecordIndex(index, value), after, 100));
    }

    static List<String> allIds(Function<Optional<String>, RecordPage> listing) {
        List<String> ids = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            RecordPage page = listing.apply(after);
            page.records().forEach(record -> ids.add(record.key().id()));
            after = page.next();
        } while (after.isPresent());
        return ids;
    }
}
