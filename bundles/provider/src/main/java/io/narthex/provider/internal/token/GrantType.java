package io.narthex.provider.internal.token;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.client.Client;

/** One way to get tokens; RFC 6749, section 1.3. */
interface GrantType {

    /** The value of {@code grant_type}. */
    String name();

    /**
     * Answers a request of this type.
     *
     * @param client who sends it; authenticated
     * @throws OAuthException if it is refused
     */
    TokenResponse answer(Parameters form, Client client);
}
