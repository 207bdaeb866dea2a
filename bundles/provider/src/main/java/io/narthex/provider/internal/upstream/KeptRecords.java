package io.narthex.provider.internal.upstream;

import io.narthex.keys.Sealer;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.json.Json;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores {@link Kept}. Records outlive the last refresh token that may need them, and are swept then.
 *
 * <p>The connector's data are sealed for their record, anew each time it is written: an upstream's refresh token is as good
 * as a password, and whoever can read or copy records needs the keys too, and cannot put one person's data into the record of
 * another.
 */
final class KeptRecords {

    static final String KIND = "upstream";

    private static final Logger LOG = LoggerFactory.getLogger(KeptRecords.class);

    private final RecordStore store;
    private final Sealer sealer;
    private final Supplier<ProviderSettings> settings;
    private final Clock clock;

    KeptRecords(RecordStore store, Sealer sealer, Supplier<ProviderSettings> settings, Clock clock) {
        this.store = store;
        this.sealer = sealer;
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
                .map(this::read);
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
        RecordKey key = new RecordKey(KIND, owner);
        Kept sealed = kept.withData(kept.data().map(data -> seal(key, data)));
        return new RecordDraft(key, expiry(), Map.of("connector", kept.connectorId()), Json.write(sealed));
    }

    private Optional<Instant> expiry() {
        return settings.get().expiry().refreshTokens().kept().map(clock.instant()::plus);
    }

    private Stored read(StoredRecord record) {
        Kept kept = Json.read(record.body(), Kept.class)
                .orElseThrow(
                        () -> new StorageException("upstream '" + record.key().id() + "': damaged"));
        return new Stored(kept.withData(kept.data().flatMap(data -> open(record.key(), data))), record.version());
    }

    private String seal(RecordKey key, String data) {
        return sealer.sealForStore(purpose(key), data.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the keys it is as if there were none: the connector says whether the person must sign in again. */
    private Optional<String> open(RecordKey key, String sealed) {
        Optional<byte[]> opened = sealer.open(purpose(key), sealed);
        if (opened.isEmpty()) {
            LOG.warn("upstream '{}': was sealed with keys that are gone, or changed", key.id());
        }
        return opened.map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static String purpose(RecordKey key) {
        return key.kind() + ":" + key.id();
    }
}
