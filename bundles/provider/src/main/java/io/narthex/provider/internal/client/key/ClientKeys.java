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

/**
 * The public keys of clients. Those that have to be fetched are kept for a while, and fetched again when a JWT names one that
 * is not among them, at most once a minute; while they cannot be fetched, the last good ones go on being used. Beyond a bound,
 * the keys of the clients that were quiet longest are forgotten.
 */
public final class ClientKeys {

    private static final int MOST_CLIENTS = 1_000;

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
     * The keys of a client that may have made a signature; none if it has no keys.
     *
     * @throws UpstreamUnavailableException if they could not be fetched
     */
    List<JWK> candidates(Credentials credentials, JWSHeader header) {
        if (credentials.jwks().isPresent()) {
            return StrictJson.parseObject(credentials.jwks().get())
                    .map(PublicKeys::of)
                    .map(keys -> keys.candidates(header))
                    .orElse(List.of());
        }
        return credentials
                .jwksUri()
                .map(this::fetchedFrom)
                .map(keys -> keys.candidates(header))
                .orElse(List.of());
    }

    private synchronized FetchedKeys fetchedFrom(URI uri) {
        return fetched.computeIfAbsent(
                uri, there -> new FetchedKeys(clock, new RestingSource(clock, () -> fetch(there))));
    }

    private JsonObject fetch(URI uri) {
        return StrictJson.parseObject(documents.fetch(uri, "application/jwk-set+json, application/json"))
                .orElseThrow(() -> new UpstreamUnavailableException("jwksURI: expected a JSON object"));
    }
}
