package io.narthex.keys;

import java.time.Duration;

/**
 * The published keys as a document. The keys that sign come first, then those that will sign next, then those that signed
 * before.
 *
 * @param document a JWK set (RFC 7517 section 5), JSON in UTF-8; shared by all callers, so nobody may write to it
 * @param etag changes when the document does, and only then; with the quotes, as it goes into the header
 * @param cacheFor how long anybody may go on using the document without asking again
 */
@SuppressWarnings("ArrayRecordComponent") // sent as it is with every answer; a copy each time would be waste
public record KeySet(byte[] document, String etag, Duration cacheFor) {

    /** By ETag, which stands for the document. */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeySet set && etag.equals(set.etag) && cacheFor.equals(set.cacheFor);
    }

    @Override
    public int hashCode() {
        return etag.hashCode();
    }

    @Override
    public String toString() {
        return "KeySet[etag=" + etag + ", cacheFor=" + cacheFor + "]";
    }
}
