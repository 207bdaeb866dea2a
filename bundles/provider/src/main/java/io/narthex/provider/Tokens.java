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
     * @throws OAuthException {@code invalid_token} if the token is not good any more, {@code insufficient_scope} if it is not
     *     for this
     */
    UserinfoResponse userinfo(String accessToken);

    /**
     * Answers an introspection request; RFC 7662, section 2.
     *
     * @param form the parameters of the body
     * @param authorization the {@code Authorization} header
     * @return what the client may know of the token, as JSON
     * @throws OAuthException if the client does not prove to be a confidential one
     */
    String introspect(Parameters form, Optional<String> authorization);

    /**
     * Takes a token back, and with it all that its grant gave; RFC 7009, section 2.
     *
     * @param form the parameters of the body
     * @param authorization the {@code Authorization} header
     * @throws OAuthException if the client does not prove to be one, or the token is another client's
     */
    void revoke(Parameters form, Optional<String> authorization);
}
