package io.narthex.provider.internal.grant;

import io.narthex.keys.Sealer;
import io.narthex.protocol.RandomIds;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ClaimsRequest;
import io.narthex.provider.Flow;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.json.Json;
import io.narthex.provider.internal.upstream.Upstreams;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordIndex;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordPage;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StorageException;
import io.narthex.storage.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Keeps grants. */
public final class Grants {

    /** The kind of record that a grant is. */
    public static final String KIND = "grant";

    /** How many are read at once. */
    private static final int PART = 200;

    private final RecordStore store;
    private final Supplier<ProviderSettings> settings;
    private final Clock clock;
    private final Upstreams upstreams;

    /**
     * Begins to keep grants.
     *
     * @param sealer seals what connectors keep
     */
    public Grants(RecordStore store, Sealer sealer, Supplier<ProviderSettings> settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.upstreams = new Upstreams(store, sealer, settings, clock);
    }

    /** What connectors keep of the people whose grants these are. */
    public Upstreams upstreams() {
        return upstreams;
    }

    /**
     * A grant as it was read.
     *
     * @param grant the grant
     * @param version says whether it is still so
     */
    public record Stored(Grant grant, long version) {}

    /**
     * The grant that a flow ends in. It is in force at once where more than a code is given out that is good only with it;
     * otherwise as soon as the code is redeemed.
     *
     * @param code the code that is given out, if one is
     * @param sessionId the browser session that it is given in, if there is one
     */
    public Grant ofFlow(Flow flow, Flow.Person person, Optional<AuthorizationCode> code, Optional<String> sessionId) {
        AuthorizationRequest request = flow.request();
        Instant now = clock.instant();
        return new Grant(
                flow.id(),
                request.clientId(),
                Grant.Person.of(person),
                request.scopes(),
                code.isEmpty() || request.responseTypes().contains(ResponseType.TOKEN)
                        ? Grant.State.IN_FORCE
                        : Grant.State.PENDING,
                code.map(one -> new Grant.Code(
                        one.fingerprint(),
                        now.plus(settings.get().expiry().authCodes()),
                        request.redirectUri(),
                        request.challenge(),
                        false)),
                new Grant.Asked(request.nonce(), request.claims(), request.resources()),
                sessionId,
                now,
                Optional.empty());
    }

    /** What was granted in a browser session, as far as it is still kept. */
    public List<Grant> ofSession(String sessionId) {
        return by(new RecordIndex("session", sessionId));
    }

    /** What a person granted, as far as it is still kept. */
    public List<Grant> ofOwner(String owner) {
        return by(new RecordIndex("owner", owner));
    }

    private List<Grant> by(RecordIndex index) {
        List<Grant> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            RecordPage page = store.listByIndex(KIND, index, after, PART);
            page.records().stream()
                    .filter(record -> !record.isExpired(clock.instant()))
                    .map(record -> read(record).grant())
                    .forEach(found::add);
            after = page.next();
        } while (after.isPresent());
        return found;
    }

    /**
     * A grant in force that no flow leads to. It is in no browser session.
     *
     * @param resources the resource servers that its access tokens may be for
     */
    public Grant direct(String clientId, Grant.Person person, List<String> scopes, List<String> resources) {
        return new Grant(
                RandomIds.next(),
                clientId,
                person,
                scopes,
                Grant.State.IN_FORCE,
                Optional.empty(),
                new Grant.Asked(Optional.empty(), ClaimsRequest.NONE, resources),
                Optional.empty(),
                clock.instant(),
                Optional.empty());
    }

    /** Keeps a grant that no flow leads to. */
    public void keep(Grant direct) {
        if (!create(direct)) {
            throw new IllegalStateException("grant record: a random id of 120 bits came twice");
        }
    }

    /** Keeps a new grant; true for exactly one caller for each id. */
    public boolean create(Grant grant) {
        return store.create(draft(grant)).isPresent();
    }

    /** The grant of that id, as long as it has not expired. */
    public Optional<Stored> find(String id) {
        return store.find(new RecordKey(KIND, id))
                .filter(record -> !record.isExpired(clock.instant()))
                .map(Grants::read);
    }

    /** Puts a grant in the place of what was read; false if somebody was faster. */
    public boolean replace(Stored read, Grant grant) {
        return store.replace(draft(grant), read.version()).isPresent();
    }

    /**
     * Ends a grant and with it all its tokens, whoever else changes it meanwhile. What is left keeps the flow from ending a
     * second time, and is swept.
     */
    public void revoke(String id) {
        Optional<Stored> read = find(id);
        while (read.isPresent() && !replace(read.get(), read.get().grant().revoked())) {
            read = find(id);
        }
    }

    /** Ends everything that a client was granted, as far as it is still kept. */
    public void revokeOfClient(String clientId) {
        by(new RecordIndex("client", clientId)).stream()
                .filter(grant -> grant.state() != Grant.State.REVOKED)
                .forEach(grant -> revoke(grant.id()));
    }

    private RecordDraft draft(Grant grant) {
        return new RecordDraft(new RecordKey(KIND, grant.id()), expiry(grant), index(grant), Json.write(grant));
    }

    private static Map<String, String> index(Grant grant) {
        Map<String, String> index = new HashMap<>(Map.of("owner", grant.owner(), "client", grant.clientId()));
        grant.sessionId().ifPresent(session -> index.put("session", session));
        return index;
    }

    /** Never before the flow that led to it has expired: as long as there is a record, the flow cannot end again. */
    private Optional<Instant> expiry(Grant grant) {
        ProviderSettings.Expiry lengths = settings.get().expiry();
        Instant flowEnd = grant.createdAt().plus(lengths.authRequests());
        Instant codeEnd =
                grant.code().map(code -> later(flowEnd, code.expiry())).orElse(flowEnd);
        return switch (grant.state()) {
            case PENDING -> Optional.of(codeEnd);
            case REVOKED -> Optional.of(flowEnd);
            case IN_FORCE -> {
                Instant tokenEnd = later(codeEnd, clock.instant().plus(lengths.accessTokens()));
                yield grant.refresh().isEmpty()
                        ? Optional.of(tokenEnd)
                        : refreshEnd(grant).map(end -> later(tokenEnd, end));
            }
        };
    }

    /** When the refresh tokens of a grant end if they are not used again; empty for never. */
    public Optional<Instant> refreshEnd(Grant grant) {
        ProviderSettings.RefreshTokens lengths = settings.get().expiry().refreshTokens();
        Stream<Instant> unused =
                grant.refresh().stream().flatMap(chain -> after(chain.rotatedAt(), lengths.validIfNotUsedFor()));
        return Stream.concat(unused, after(grant.createdAt(), lengths.absoluteLifetime()))
                .min(Instant::compareTo);
    }

    private static Stream<Instant> after(Instant start, Duration length) {
        return length.isZero() ? Stream.empty() : Stream.of(start.plus(length));
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    private static Stored read(StoredRecord record) {
        Grant grant = Json.read(record.body(), Grant.class)
                .orElseThrow(() -> new StorageException("grant '" + record.key().id() + "': damaged"));
        return new Stored(grant, record.version());
    }
}
