package io.narthex.connector.support.oauth;

import java.net.URI;
import java.util.Optional;

/**
 * Where an upstream is asked for codes and tokens.
 *
 * @param issuer the upstream's issuer, with which it may sign its callbacks ({@code iss}); empty if it has none
 * @param namesIssuer whether the upstream says that every callback names the issuer
 * @param authorization the authorization endpoint
 * @param token the token endpoint
 * @param foreign whether somebody else than the operator named the token endpoint
 */
public record OAuthEndpoints(
        Optional<String> issuer, boolean namesIssuer, URI authorization, URI token, boolean foreign) {

    /** Endpoints that the operator, or the connector's author, named. */
    public static OAuthEndpoints of(URI authorization, URI token) {
        return new OAuthEndpoints(Optional.empty(), false, authorization, token, false);
    }
}
