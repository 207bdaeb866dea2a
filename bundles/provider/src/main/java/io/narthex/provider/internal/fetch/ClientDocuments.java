package io.narthex.provider.internal.fetch;

import io.narthex.connector.UpstreamUnavailableException;
import java.net.URI;

/** Fetches what clients have put at addresses of theirs: keys, request objects, lists of redirect URIs. */
@FunctionalInterface
public interface ClientDocuments {

    /** The longest document, in bytes. */
    int LONGEST = 256 * 1024;

    /**
     * Fetches a document.
     *
     * @param uri absolute; whoever asks has checked that the client has registered it
     * @param mediaType what is wanted, for the {@code Accept} header
     * @return the body
     * @throws UpstreamUnavailableException if there is none within the bounds, or the address may not be called; a redirect
     *     is not followed
     */
    String fetch(URI uri, String mediaType);
}
