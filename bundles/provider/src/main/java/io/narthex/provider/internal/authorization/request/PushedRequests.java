package io.narthex.provider.internal.authorization.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.narthex.keys.Sealer;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.PushedRequest;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.json.Json;
import io.narthex.storage.RecordDraft;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import io.narthex.storage.StoredRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps requests that clients have pushed; RFC 9126. A request is good once: whoever uses it removes it first. It is sealed, as
 * it may hold what a reader of the store has no business with: hints about people, and ID tokens.
 */
public final class PushedRequests {

    /** The kind of record. */
    static final String KIND = "pushed-request";

    /** RFC 9126, section 2.2. */
    private static final String PREFIX = "urn:ietf:params:oauth:request_uri:";

    private final RecordStore store;
    private final Sealer sealer;
    private final Clock clock;

    /** Those in a store. */
    public PushedRequests(RecordStore store, Sealer sealer, Clock clock) {
        this.store = store;
        this.sealer = sealer;
        this.clock = clock;
    }

    private record Kept(String clientId, Map<String, List<String>> parameters) {}

    /** Whether a {@code request_uri} is one of a pushed request. */
    static boolean isPushed(String requestUri) {
        return requestUri.startsWith(PREFIX);
    }

    /**
     * Keeps a request.
     *
     * @param plain which has passed every check
     * @param length how long
     */
    public PushedRequest keep(Client client, Parameters plain, Duration length) {
        String id = RandomIds.next();
        Instant until = clock.instant().plus(length);
        String content = Json.write(new Kept(client.id(), plain.all()));
        String body = '"' + sealer.seal(purpose(id), content.getBytes(UTF_8)) + '"';
        if (store.create(RecordDraft.of(key(id), body).expiringAt(until)).isEmpty()) {
            throw new IllegalStateException("pushed request: a random id of 120 bits came twice");
        }
        return new PushedRequest(PREFIX + id, length);
    }

    /**
     * Takes a request, so that nobody can take it again. Another client's attempt does not use it up.
     *
     * @throws OAuthException {@code invalid_request_uri} if there is none of the client's
     */
    Parameters take(Client client, String requestUri) {
        return Optional.of(requestUri.substring(PREFIX.length()))
                .filter(RandomIds::isId)
                .flatMap(id -> find(id).filter(kept -> kept.clientId().equals(client.id()))
                        .filter(kept -> store.remove(key(id))))
                .map(kept -> Parameters.ofAll(kept.parameters()))
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.INVALID_REQUEST_URI,
                        "request_uri: not pushed by this client, used before, or expired"));
    }

    private Optional<Kept> find(String id) {
        return store.find(key(id))
                .filter(record -> !record.isExpired(clock.instant()))
                .map(StoredRecord::body)
                .flatMap(body -> sealer.open(purpose(id), body.substring(1, body.length() - 1)))
                .flatMap(content -> Json.read(new String(content, UTF_8), Kept.class));
    }

    private static RecordKey key(String id) {
        return new RecordKey(KIND, id);
    }

    private static String purpose(String id) {
        return "pushed-request:" + id;
    }
}
