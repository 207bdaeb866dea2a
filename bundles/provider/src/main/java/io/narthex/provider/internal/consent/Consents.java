package io.narthex.provider.internal.consent;

import io.narthex.protocol.Digests;
import io.narthex.provider.internal.json.Json;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps consents. One is good for a year after the person approved the last time. */
public final class Consents {

    /** The kind of record that a consent is. */
    public static final String KIND = "consent";

    private static final Duration KEPT = Duration.ofDays(365);

    private final RecordStore store;
    private final Clock clock;

    /** Begins to keep consents. */
    public Consents(RecordStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Whether a person has let a client have all of these scopes.
     *
     * @param owner by what all that is kept of the person is found
     */
    public boolean covers(String owner, String clientId, List<String> scopes) {
        return find(owner, clientId)
                .filter(record -> !record.isExpired(clock.instant()))
                .map(Consents::read)
                .filter(consent -> consent.scopes().containsAll(scopes))
                .isPresent();
    }

    /** Notes that a person lets a client have these scopes too. */
    public void give(String owner, String clientId, List<String> scopes) {
        boolean done = false;
        while (!done) {
            Optional<StoredRecord> stored = find(owner, clientId);
            Consent consent = stored.filter(record -> !record.isExpired(clock.instant()))
                    .map(Consents::read)
                    .orElseGet(() -> new Consent(clientId, List.of(), clock.instant()))
                    .and(scopes);
            RecordDraft draft = new RecordDraft(
                    key(owner, clientId),
                    Optional.of(clock.instant().plus(KEPT)),
                    Map.of("owner", owner),
                    Json.write(consent));
            done = stored.isPresent()
                    ? store.replace(draft, stored.get().version()).isPresent()
                    : store.create(draft).isPresent();
        }
    }

    /** What a person has let clients have; at most {@value RecordStore#MAX_BATCH} of them. */
    public List<Consent> of(String owner) {
        return store
                .listByIndex(KIND, new RecordIndex("owner", owner), Optional.empty(), RecordStore.MAX_BATCH)
                .records()
                .stream()
                .filter(record -> !record.isExpired(clock.instant()))
                .map(Consents::read)
                .toList();
    }

    /** Takes back what a person has let a client have: the next time they are asked. */
    public void withdraw(String owner, String clientId) {
        store.remove(key(owner, clientId));
    }

    private Optional<StoredRecord> find(String owner, String clientId) {
        return store.find(key(owner, clientId));
    }

    /** An owner is a hash, of one length and without a space. */
    private static RecordKey key(String owner, String clientId) {
        return new RecordKey(KIND, Digests.fingerprint(owner + " " + clientId));
    }

    private static Consent read(StoredRecord record) {
        return Json.read(record.body(), Consent.class)
                .orElseThrow(
                        () -> new StorageException("consent '" + record.key().id() + "': damaged"));
    }
}
