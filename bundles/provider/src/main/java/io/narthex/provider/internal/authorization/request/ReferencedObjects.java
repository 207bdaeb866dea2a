package io.narthex.provider.internal.authorization.request;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.Cached;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.fetch.ClientDocuments;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Request objects that have to be fetched; OpenID Connect Core 1.0, section 6.2. Nothing is ever fetched from an address that
 * its client has not registered. An address with a fragment stands for one content, so that is kept for a while.
 */
final class ReferencedObjects {

    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 200;

    private final ClientDocuments documents;
    private final Clock clock;

    private final Map<String, Cached<String>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cached<String>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    ReferencedObjects(ClientDocuments documents, Clock clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /**
     * The object at an address of a client.
     *
     * @param requestUri as it came
     * @throws OAuthException {@code request_uri_not_supported} if the client has registered no address, {@code
     *     invalid_request_uri} if it has not registered this one, or there is nothing
     */
    String fetch(Client client, String requestUri) {
        if (client.requests().requestUris().isEmpty()) {
            throw new OAuthException(
                    ErrorCode.REQUEST_URI_NOT_SUPPORTED, "request_uri: the client has registered none");
        }
        if (!isRegistered(client.requests().requestUris(), requestUri)) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST_URI, "request_uri: not registered, got '" + requestUri + "'");
        }
        try {
            return requestUri.indexOf('#') < 0
                    ? fetch(requestUri)
                    : kept(requestUri).get();
        } catch (UpstreamUnavailableException e) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST_URI, "request_uri: cannot be fetched")
                    .withDetail(String.valueOf(e.getMessage()));
        }
    }

    /** To the letter. The fragment counts where it was registered, and is the client's own affair where it was not. */
    private static boolean isRegistered(List<String> registered, String requestUri) {
        return registered.contains(requestUri) || registered.contains(withoutFragment(requestUri));
    }

    private synchronized Cached<String> kept(String requestUri) {
        return kept.computeIfAbsent(requestUri, uri -> new Cached<>(KEPT, clock, () -> fetch(uri)));
    }

    private String fetch(String requestUri) {
        String text = documents
                .fetch(URI.create(withoutFragment(requestUri)), "application/oauth-authz-req+jwt, application/jwt")
                .strip();
        if (text.length() > RequestObjects.LONGEST) {
            throw new UpstreamUnavailableException(
                    "request object: longer than " + RequestObjects.LONGEST + " characters");
        }
        return text;
    }

    private static String withoutFragment(String uri) {
        int fragment = uri.indexOf('#');
        return fragment < 0 ? uri : uri.substring(0, fragment);
    }
}
