package io.narthex.provider;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What clients do on the back channel. */
@ProviderType
public interface Tokens {

    /**
     * Answers a token request; RFC 6749, section 5.
     *
     * @param form the parameters of the body
     * @param authorization the {@code Authorization} header
     * @throws OAuthException if it is refused
     */
    TokenResponse token(Parameters form, Optional<String> authorization);

    /**
     * Answers a userinfo request; OpenID Connect Core 1.0, section 5.3.
     *
     * @param accessToken as presented
     * @return the claims as JSON
     * @throws OAuthException {@code invalid_token} if the token is not good any more
     */
    String userinfo(String accessToken);
}
