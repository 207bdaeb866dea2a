package io.narthex.provider.internal.token;

import io.narthex.provider.internal.client.Client;

/**
 * What a client wants in exchange for what; RFC 8693, section 2.1.
 *
 * @param client who asks
 * @param subjectToken what it has
 * @param subjectTokenType what it says that this is
 * @param requestedTokenType what it wants
 * @param extent how far that is to reach; allowed to the client
 */
record Exchange(Client client, String subjectToken, String subjectTokenType, String requestedTokenType, Extent extent) {

    /** Without the token. */
    @Override
    public String toString() {
        return "Exchange[client=" + client.id() + "]";
    }
}
