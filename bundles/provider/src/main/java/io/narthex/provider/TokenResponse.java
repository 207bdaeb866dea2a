package io.narthex.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer to a token request; RFC 6749, section 5.1, OpenID Connect Core 1.0, section 3.1.3.3 and RFC 8693, section 2.2.1.
 *
 * @param accessToken the access token, of type Bearer; or whatever else {@code issuedTokenType} says
 * @param expiresIn how long it is good
 * @param refreshToken the refresh token, if the grant has one
 * @param idToken the ID token, if {@code openid} was asked for
 * @param scope the scopes granted, separated by spaces; may be empty
 * @param issuedTokenType what was issued, where one token was exchanged for another
 */
public record TokenResponse(
        String accessToken,
        Duration expiresIn,
        Optional<String> refreshToken,
        Optional<String> idToken,
        String scope,
        Optional<String> issuedTokenType) {

    /** An access token; RFC 8693, section 3. */
    public static final String ACCESS_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:access_token";

    /** An ID token; RFC 8693, section 3. */
    public static final String ID_TOKEN_TYPE = "urn:ietf:params:oauth:token-type:id_token";

    /** The answer where no token was exchanged for another. */
    public TokenResponse(
            String accessToken,
            Duration expiresIn,
            Optional<String> refreshToken,
            Optional<String> idToken,
            String scope) {
        this(accessToken, expiresIn, refreshToken, idToken, scope, Optional.empty());
    }

    /**
     * How the token is used; RFC 6749, section 7.1, written as OpenID Connect Core 1.0, section 3.1.3.3, wants it. {@code N_A} for
     * one that grants no access; RFC 8693, section 2.2.1.
     */
    public String tokenType() {
        return issuedTokenType.filter(type -> !type.equals(ACCESS_TOKEN_TYPE)).isPresent() ? "N_A" : "Bearer";
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenResponse[scope=" + scope + "]";
    }
}
