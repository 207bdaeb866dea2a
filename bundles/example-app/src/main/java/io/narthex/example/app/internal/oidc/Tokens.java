package io.narthex.example.app.internal.oidc;

import java.time.Instant;
import java.util.Optional;

/**
 * What a sign-in or a refresh brought, with its ID token checked.
 *
 * @param idToken the checked ID token
 * @param accessToken the access token
 * @param refreshToken the refresh token, if there is one
 * @param accessExpires until when the access token is good, if the provider said
 * @param scope the scope granted
 */
public record Tokens(
        IdToken idToken,
        String accessToken,
        Optional<String> refreshToken,
        Optional<Instant> accessExpires,
        String scope) {

    /** Without the tokens. */
    @Override
    public String toString() {
        return "Tokens[" + idToken + ", scope=" + scope + "]";
    }
}
