package io.narthex.provider.internal.client;

import io.narthex.keys.SigningAlgorithm;
import io.narthex.provider.AccessTokenFormat;
import io.narthex.provider.RefreshTokenLifetime;
import java.net.URI;
import java.util.Optional;

/**
 * What the tokens of a client are like.
 *
 * @param idToken what its ID tokens are signed with; empty for the provider's first algorithm
 * @param userinfo what userinfo is signed with; empty for plain JSON
 * @param accessToken what its access tokens look like; empty as the provider says
 * @param refreshTokens what becomes of its refresh tokens at the end of the session; empty as the provider says
 * @param pairwise whether it gets a {@code sub} that no client of another sector gets; OpenID Connect Core 1.0, section 8.1
 * @param sector where the redirect URIs of its sector are listed; empty for the host of its own
 */
public record TokenRules(
        Optional<SigningAlgorithm> idToken,
        Optional<SigningAlgorithm> userinfo,
        Optional<AccessTokenFormat> accessToken,
        Optional<RefreshTokenLifetime> refreshTokens,
        boolean pairwise,
        Optional<URI> sector) {

    /** Of a client whose settings say nothing of it. */
    public static final TokenRules DEFAULT = new TokenRules(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
}
