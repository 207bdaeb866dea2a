package io.narthex.provider.internal.token;

import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Scope;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.grant.AuthorizationCode;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.RefreshToken;
import io.narthex.provider.internal.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the tokens of a grant; every grant type ends here. */
final class TokenIssuer {

    private final Supplier<ProviderSettings> settings;
    private final Clients clients;
    private final ClientPolicy policy;
    private final Signer signer;
    private final AccessTokens accessTokens;
    private final Clock clock;

    TokenIssuer(
            Supplier<ProviderSettings> settings,
            Clients clients,
            ClientPolicy policy,
            AccessTokens accessTokens,
            TokenEndpoints.Keys keys) {
        this.settings = settings;
        this.clients = clients;
        this.policy = policy;
        this.signer = keys.signer();
        this.accessTokens = accessTokens;
        this.clock = keys.clock();
    }

    /**
     * What was checked at the sign-in and may have changed since: connector, scopes and resources are allowed to the client,
     * and the clients that the token is for trust it.
     */
    void requireStillAllowed(Grant grant, Client client, List<String> scopes) {
        if (!policy.allowsConnector(client, grant.person().connectorId())) {
            throw new OAuthException(
                    ErrorCode.INVALID_GRANT,
                    "connector '" + grant.person().connectorId() + "': not allowed to this client any more");
        }
        policy.requireScopes(client, scopes);
        policy.requireResources(client, grant.request().resources());
    }

    /** Whether a grant goes with refresh tokens: the connector can look the person up again, and the client may refresh. */
    boolean givesRefreshTokens(Grant grant, Client client) {
        return grant.isRefreshable() && policy.allowsGrant(client, GrantTypes.REFRESH_TOKEN);
    }

    /**
     * Makes an answer.
     *
     * @param scopes those of the grant, or fewer
     * @param refreshToken to be given out with it
     * @param code the code that was redeemed for it
     */
    TokenResponse issue(
            Grant grant, List<String> scopes, Optional<RefreshToken> refreshToken, Optional<AuthorizationCode> code) {
        ProviderSettings now = settings.get();
        Instant issuedAt = clock.instant();
        String accessToken =
                accessTokens.issue(grant, scopes, issuedAt.plus(now.expiry().accessTokens()));
        SigningAlgorithm algorithm = algorithm(grant);
        Optional<String> idToken = Optional.of(scopes)
                .filter(asked -> asked.contains(Scope.OPENID))
                .map(asked -> new IdTokenClaims(now, algorithm, grant, asked)
                        .issuedAt(issuedAt)
                        .withHashOf("at_hash", accessToken))
                .map(claims ->
                        code.map(one -> claims.withHashOf("c_hash", one.text())).orElse(claims))
                .map(claims -> signer.sign(algorithm, Json.write(claims.all())));
        return new TokenResponse(
                accessToken,
                now.expiry().accessTokens(),
                refreshToken.map(RefreshToken::text),
                idToken,
                String.join(" ", scopes));
    }

    private SigningAlgorithm algorithm(Grant grant) {
        return clients.find(grant.clientId())
                .flatMap(client -> client.tokens().idToken())
                .orElseGet(() -> settings.get().oauth2().signingAlgorithms().get(0));
    }
}
