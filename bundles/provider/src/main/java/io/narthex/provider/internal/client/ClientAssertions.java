package io.narthex.provider.internal.client;

import java.util.Optional;

/** Judges JWTs by which clients prove who they are; RFC 7523, section 2.2. */
@FunctionalInterface
public interface ClientAssertions {

    /**
     * The client that has made an assertion.
     *
     * @param assertion as presented
     * @param clientId the {@code client_id} that came with it
     * @param path of the endpoint that it was presented to, below the issuer: {@code /token}
     * @throws io.narthex.protocol.OAuthException {@code invalid_client} if it does not hold, or was used before
     */
    Client authenticate(String assertion, Optional<String> clientId, String path);
}
