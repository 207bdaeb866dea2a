package io.narthex.provider.internal.registration;

import io.narthex.connector.support.http.StrictJson;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.client.Origin;
import io.narthex.provider.internal.client.Permissions;
import io.narthex.provider.internal.client.TokenRules;
import io.narthex.storage.RecordChange;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds clients that registered themselves. Remembers those that were asked for, and for which ids there is none, until the
 * store tells of a change; so a request costs no look into the store, and whoever makes ids up costs few.
 */
final class RegisteredClients implements Clients, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RegisteredClients.class);

    /** How many are remembered, and of how many ids it is remembered that there is none. */
    static final int MOST = 10_000;

    private final ClientRecords records;
    private final Secrets secrets;
    private final Supplier<ProviderSettings> settings;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final RecordStore.Subscription subscription;

    /** What is known of an id under certain settings. */
    private record Known(ProviderSettings settings, Optional<Entry> entry) {}

    private record Entry(Client client, Optional<Instant> expiry) {}

    RegisteredClients(
            RecordStore store,
            ClientRecords records,
            Secrets secrets,
            Supplier<ProviderSettings> settings,
            Clock clock) {
        this.records = records;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
        this.subscription = store.watch(this::forget);
    }

    @Override
    public void close() {
        subscription.close();
    }

    @Override
    public Optional<Client> find(String id) {
        if (!RandomIds.isId(id)) {
            return Optional.empty();
        }
        return entry(id)
                .filter(entry -> entry.expiry()
                        .filter(at -> !at.isAfter(clock.instant()))
                        .isEmpty())
                .map(Entry::client);
    }

    /** Puts off that a client is forgotten, at most now and then. */
    @Override
    public void used(Client client) {
        if (client.origin() != Origin.STRANGER) {
            return;
        }
        try {
            Optional<ClientRecords.Stored> stored = isDue(client.id()) ? records.find(client.id()) : Optional.empty();
            stored.filter(read -> records.replace(client.id(), read, read.kept()))
                    .ifPresent(read -> changed(client.id()));
        } catch (StorageException e) {
            // It will be used again; what it came for it has got.
            log.warn("client '{}': that it is in use could not be noted: {}", client.id(), e.getMessage());
        }
    }

    /** Whether less than half of its time is left. */
    private boolean isDue(String id) {
        Duration length = settings.get().registration().validIfNotUsedFor();
        Instant soon = clock.instant().plus(length.dividedBy(2));
        return entry(id)
                .flatMap(Entry::expiry)
                .filter(at -> length.isZero() || at.isBefore(soon))
                .isPresent();
    }

    private Optional<Entry> entry(String id) {
        ProviderSettings now = settings.get();
        Known seen = known.get(id);
        if (seen != null && seen.settings().equals(now)) {
            return seen.entry();
        }
        long before = changes.get();
        Optional<Entry> entry = records.find(id).flatMap(stored -> entry(id, stored, now));
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(id, new Known(now, entry));
        if (changes.get() != before) {
            // What was read may be what was before the change.
            known.remove(id);
        }
        return entry;
    }

    /** Hears of a change on this node, which must hold at once; of those of others the store tells. */
    void changed(String id) {
        changes.incrementAndGet();
        known.remove(id);
    }

    private void forget(RecordChange change) {
        if (!change.kind().equals(ClientRecords.KIND)) {
            return;
        }
        if (change.isWholeKind()) {
            changes.incrementAndGet();
            known.clear();
        } else {
            changed(change.id());
        }
    }

    private Optional<Entry> entry(String id, ClientRecords.Stored stored, ProviderSettings now) {
        try {
            return StrictJson.parseObject(stored.kept().metadata())
                    .map(metadata -> MetadataReader.read(
                            id,
                            metadata,
                            stored.kept().origin(),
                            stored.kept().secret().map(secret -> secrets.of(id, secret))))
                    .map(read -> new Entry(asAllowed(read.client(), now), stored.expiry()));
        } catch (OAuthException e) {
            log.warn("client '{}': what is kept of it cannot be read: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    /** The client as far as the operator lets such clients go now. */
    private static Client asAllowed(Client client, ProviderSettings now) {
        Permissions may = client.may();
        return client.with(new Permissions(
                        now.registration().allowedConnectors(),
                        may.grantTypes(),
                        may.responseTypes(),
                        may.scopes(),
                        now.registration().resources()))
                .with(offered(client.tokens(), now.oauth2().signingAlgorithms()));
    }

    /** An algorithm that is not offered any more has no key. */
    private static TokenRules offered(TokenRules tokens, List<SigningAlgorithm> algorithms) {
        return new TokenRules(
                tokens.idToken().filter(algorithms::contains),
                tokens.userinfo().map(one -> algorithms.contains(one) ? one : SigningAlgorithm.RS256),
                tokens.accessToken(),
                tokens.refreshTokens(),
                tokens.pairwise(),
                tokens.sector());
    }
}
