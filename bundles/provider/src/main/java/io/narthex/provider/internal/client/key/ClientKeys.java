package io.narthex.provider.internal.client.key;

import com.google.gson.JsonObject;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.http.StrictJson;
import io.narthex.connector.support.jose.FetchedKeys;
import io.narthex.connector.support.jose.PublicKeys;
import io.narthex.provider.internal.client.Credentials;
import io.narthex.provider.internal.fetch.ClientDocuments;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The public keys of clients. Those that have to be fetched are kept for a while, and fetched again when a JWT names one that
 * is not among them or is signed by none of them, five times at once and then once a minute at most; while they cannot be
 * fetched, the last good ones go on being used. Beyond a bound, the keys of the clients that were quiet longest are forgotten.
 */
public final class ClientKeys {

    private static final int MOST_CLIENTS = 1_000;

    /** A JWT is tried with so many keys at most. */
    private static final int MOST_TRIES = 10;

    /** A client may exchange its keys a few times in a row, and several clients may have theirs at one address. */
    private static final int FETCHED_AT_ONCE = 5;

    private final ClientDocuments documents;
    private final Clock clock;

    private final Map<URI, FetchedKeys> fetched = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, FetchedKeys> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    /**
     * The keys of all clients.
     *
     * @param documents fetches what a client has at its {@code jwksURI}
     */
    public ClientKeys(ClientDocuments documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * Whether a key of the client has made a signature; no if it has no keys.
     *
     * @param made whether this key has
     * @throws UpstreamUnavailableException if they could not be fetched
     */
    boolean anyMatch(Credentials credentials, JWSHeader header, Predicate<JWK> made) {
        if (credentials.jwks().isPresent()) {
            return StrictJson.parseObject(credentials.jwks().get())
                    .map(PublicKeys::of)
                    .filter(keys -> any(keys.candidates(header), made))
                    .isPresent();
        }
        return credentials
                .jwksUri()
                .map(this::fetchedFrom)
                .filter(keys -> anyFetched(keys, header, made))
                .isPresent();
    }

    private static boolean anyFetched(FetchedKeys keys, JWSHeader header, Predicate<JWK> made) {
        List<JWK> kept = keys.candidates(header);
        return any(kept, made) || (!kept.isEmpty() && any(keys.renewed(header), made));
    }

    private static boolean any(List<JWK> keys, Predicate<JWK> made) {
        return keys.stream().limit(MOST_TRIES).anyMatch(made);
    }

    private synchronized FetchedKeys fetchedFrom(URI uri) {
        return fetched.computeIfAbsent(
                uri, there -> new FetchedKeys(clock, new RestingSource(clock, () -> fetch(there)), FETCHED_AT_ONCE));
    }

    private JsonObject fetch(URI uri) {
        return StrictJson.parseObject(documents.fetch(uri, "application/jwk-set+json, application/json"))
                .orElseThrow(() -> new UpstreamUnavailableException("jwksURI: expected a JSON object"));
    }
}
