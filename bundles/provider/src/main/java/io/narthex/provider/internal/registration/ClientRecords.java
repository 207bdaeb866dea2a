package io.narthex.provider.internal.registration;

import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.json.Json;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordPage;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps clients that registered themselves. */
final class ClientRecords {

    /** The kind of record that a client is. */
    static final String KIND = "client";

    /** How many are counted at once. */
    private static final int PART = 500;

    /** How long a count is taken for good, but for what this node itself adds and removes. */
    private static final Duration COUNTED_FOR = Duration.ofMinutes(1);

    private final RecordStore store;
    private final Supplier<ProviderSettings> settings;
    private final Clock clock;
    private int counted;
    private Instant recount = Instant.MIN;

    ClientRecords(RecordStore store, Supplier<ProviderSettings> settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A client as it was read.
     *
     * @param kept the client
     * @param expiry when it is forgotten unless it is used
     * @param version says whether it is still so
     */
    record Stored(Kept kept, Optional<Instant> expiry, long version) {}

    /** The client of that id, unless it is forgotten. */
    Optional<Stored> find(String id) {
        return store.find(new RecordKey(KIND, id))
                .filter(record -> !record.isExpired(clock.instant()))
                .map(ClientRecords::read);
    }

    /** Keeps a new client; false if there is one of that id. */
    boolean create(String id, Kept kept) {
        boolean created = store.create(draft(id, kept)).isPresent();
        count(created ? 1 : 0);
        return created;
    }

    /** Puts a client in the place of what was read, as if it had just been used; false if somebody was faster. */
    boolean replace(String id, Stored read, Kept kept) {
        return store.replace(draft(id, kept), read.version()).isPresent();
    }

    /** Forgets a client; true for one caller. */
    boolean remove(String id) {
        boolean removed = store.remove(new RecordKey(KIND, id));
        count(removed ? -1 : 0);
        return removed;
    }

    /**
     * Whether there are so many of them. All are read for that once a minute and not with every registration; so other nodes may
     * go beyond the number by what they register in a minute.
     */
    synchronized boolean areAtLeast(int number) {
        Instant now = clock.instant();
        if (!now.isBefore(recount)) {
            counted = countUpTo(number);
            recount = now.plus(COUNTED_FOR);
        }
        return counted >= number;
    }

    private synchronized void count(int more) {
        counted += more;
    }

    /** Reads how many there are, and stops at a number. */
    private int countUpTo(int number) {
        int count = 0;
        Optional<String> after = Optional.empty();
        do {
            RecordPage page = store.list(KIND, after, Math.min(PART, number - count));
            count += page.records().size();
            after = page.next();
        } while (after.isPresent() && count < number);
        return count;
    }

    /** How long a client is kept that nobody uses; empty for ever. */
    Optional<Duration> unusedLifetime(Kept kept) {
        return Optional.of(settings.get().registration().validIfNotUsedFor())
                .filter(length -> kept.byStranger() && !length.isZero());
    }

    private RecordDraft draft(String id, Kept kept) {
        return new RecordDraft(
                new RecordKey(KIND, id), unusedLifetime(kept).map(clock.instant()::plus), Map.of(), Json.write(kept));
    }

    private static Stored read(StoredRecord record) {
        Kept kept = Json.read(record.body(), Kept.class)
                .orElseThrow(
                        () -> new StorageException("client '" + record.key().id() + "': damaged"));
        return new Stored(kept, record.expiry(), record.version());
    }
}
