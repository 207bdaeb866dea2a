package io.narthex.provider.internal.upstream;

import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.json.Json;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Stores {@link Kept}. Records outlive the last refresh token that may need them, and are swept then. */
final class KeptRecords {

    static final String KIND = "upstream";

    /** Between a sign-in's end and the redemption of its code, which starts the clock of its refresh token. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final RecordStore store;
    private final Supplier<ProviderSettings> settings;
    private final Clock clock;

    KeptRecords(RecordStore store, Supplier<ProviderSettings> settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What was read.
     *
     * @param kept what it says
     * @param version says whether it is still so
     */
    record Stored(Kept kept, long version) {}

    Optional<Stored> find(String owner) {
        return store.find(new RecordKey(KIND, owner))
                .filter(record -> !record.isExpired(clock.instant()))
                .map(KeptRecords::read);
    }

    /** Keeps the first of a person; false if there is something already. */
    boolean create(String owner, Kept kept) {
        Optional<StoredRecord> expired =
                store.find(new RecordKey(KIND, owner)).filter(record -> record.isExpired(clock.instant()));
        return expired.isPresent()
                ? store.replace(draft(owner, kept), expired.get().version()).isPresent()
                : store.create(draft(owner, kept)).isPresent();
    }

    boolean replace(String owner, Stored read, Kept kept) {
        return store.replace(draft(owner, kept), read.version()).isPresent();
    }

    private RecordDraft draft(String owner, Kept kept) {
        return new RecordDraft(
                new RecordKey(KIND, owner), expiry(), Map.of("connector", kept.connectorId()), Json.write(kept));
    }

    private Optional<Instant> expiry() {
        ProviderSettings.RefreshTokens lengths = settings.get().expiry().refreshTokens();
        Duration longest =
                lengths.validIfNotUsedFor().isZero() ? lengths.absoluteLifetime() : lengths.validIfNotUsedFor();
        return longest.isZero()
                ? Optional.empty()
                : Optional.of(clock.instant().plus(longest).plus(MARGIN));
    }

    private static Stored read(StoredRecord record) {
        Kept kept = Json.read(record.body(), Kept.class)
                .orElseThrow(
                        () -> new StorageException("upstream '" + record.key().id() + "': damaged"));
        return new Stored(kept, record.version());
    }
}
