package io.narthex.provider.internal.fetch;

import io.narthex.connector.UpstreamUnavailableException;
import java.net.URI;
import java.util.Map;

/** Posts forms to addresses of clients. */
@FunctionalInterface
public interface ClientPosts {

    /**
     * Posts a form, once.
     *
     * @param uri absolute
     * @param foreign whether the operator has not named it, so that it may not lead everywhere
     * @return the status of the answer, less than 500
     * @throws UpstreamUnavailableException if there is no answer within the bounds, if it is 429 or 5xx, or if the address may
     *     not be called; a redirect is not followed
     */
    int post(URI uri, boolean foreign, Map<String, String> fields);
}
