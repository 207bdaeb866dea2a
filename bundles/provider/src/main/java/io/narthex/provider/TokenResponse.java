package io.narthex.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer to a token request; RFC 6749, section 5.1 and OpenID Connect Core 1.0, section 3.1.3.3.
 *
 * @param accessToken the access token, of type Bearer
 * @param expiresIn how long it is good
 * @param refreshToken the refresh token, if the grant has one
 * @param idToken the ID token, if {@code openid} was asked for
 * @param scope the scopes granted, separated by spaces
 */
public record TokenResponse(
        String accessToken, Duration expiresIn, Optional<String> refreshToken, Optional<String> idToken, String scope) {

    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenResponse[scope=" + scope + "]";
    }
}
