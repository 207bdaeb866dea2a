package io.narthex.provider.internal.token;

import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Scope;
import io.narthex.provider.AccessTokenFormat;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the tokens of a grant; every grant type ends here, and so does the authorization endpoint. */
public final class TokenIssuer {

    private final Supplier<ProviderSettings> settings;
    private final Clients clients;
    private final ClientPolicy policy;
    private final Signer signer;
    private final AccessTokens accessTokens;
    private final Subjects subjects;
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
        this.subjects = keys.subjects();
        this.clock = keys.clock();
    }

    /**
     * What was checked at the sign-in and may have changed since: connector, scopes and resources are allowed to the client,
     * and the clients that the token is for trust it.
     */
    void requireStillAllowed(Grant grant, Client client, Extent extent) {
        if (!policy.allowsConnector(client, grant.person().connectorId())) {
            throw new OAuthException(
                    ErrorCode.INVALID_GRANT,
                    "connector '" + grant.person().connectorId() + "': not allowed to this client any more");
        }
        policy.requireScopes(client, extent.scopes());
        policy.requireResources(client, extent.resources());
    }

    /** Whether a grant goes with refresh tokens: the connector can look the person up again, and the client may refresh. */
    boolean givesRefreshTokens(Grant grant, Client client) {
        return grant.isRefreshable() && policy.allowsRefresh(client);
    }

    /**
     * Makes an answer.
     *
     * @param extent that of the grant, or less
     * @param refreshToken to be given out with it
     * @param code the code that was redeemed for it
     */
    TokenResponse issue(
            Grant grant, Extent extent, Optional<RefreshToken> refreshToken, Optional<AuthorizationCode> code) {
        String accessToken = accessToken(grant, extent);
        Company company = new Company(Optional.of(accessToken), code, Optional.empty());
        return new TokenResponse(
                accessToken,
                accessTokenLifetime(),
                refreshToken.map(RefreshToken::text),
                Optional.of(extent.scopes())
                        .filter(scopes -> scopes.contains(Scope.OPENID))
                        .map(scopes -> idToken(grant, scopes, company)),
                String.join(" ", extent.scopes()));
    }

    /** What an access token of that extent holds from now on. */
    AccessTokens.Content content(Grant grant, Extent extent) {
        return accessTokens.content(grant, extent);
    }

    /** Answers with an access token, and nothing else, in exchange for another token; RFC 8693, section 2.2.1. */
    TokenResponse exchanged(Grant grant, AccessTokens.Content content) {
        return new TokenResponse(
                accessTokens.write(content, grant, accessTokenFormat(grant)),
                Duration.between(content.issuedAt(), content.expiry()),
                Optional.empty(),
                Optional.empty(),
                String.join(" ", content.scopes()),
                Optional.of(TokenResponse.ACCESS_TOKEN_TYPE));
    }

    /** Answers with an ID token in exchange for another token; RFC 8693, section 2.2.1 has it in the place of an access token. */
    TokenResponse exchangedForIdToken(Grant grant) {
        return new TokenResponse(
                idToken(grant, grant.scopes(), new Company(Optional.empty(), Optional.empty(), Optional.empty())),
                settings.get().expiry().idTokens(),
                Optional.empty(),
                Optional.empty(),
                String.join(" ", grant.scopes()),
                Optional.of(TokenResponse.ID_TOKEN_TYPE));
    }

    /** How long an access token that is made now is good. */
    public Duration accessTokenLifetime() {
        return settings.get().expiry().accessTokens();
    }

    /** An access token of a grant in force, that reaches as far as the grant. */
    public String accessToken(Grant grant) {
        return accessToken(grant, Extent.of(grant));
    }

    private String accessToken(Grant grant, Extent extent) {
        return accessTokens.write(accessTokens.content(grant, extent), grant, accessTokenFormat(grant));
    }

    /**
     * What is given out together with an ID token, which says so by hashes.
     *
     * @param accessToken becomes {@code at_hash}; OpenID Connect Core 1.0, section 3.1.3.6
     * @param code becomes {@code c_hash}; OpenID Connect Core 1.0, section 3.3.2.11
     * @param state becomes {@code s_hash}; Financial-grade API Security Profile 1.0, part 2, section 5.1
     */
    public record Company(Optional<String> accessToken, Optional<AuthorizationCode> code, Optional<String> state) {
        @Override
        public String toString() {
            return "Company[...]";
        }
    }

    /** An ID token of a grant. */
    public String idToken(Grant grant, List<String> scopes, Company company) {
        Client client = clients.require(grant.clientId());
        SigningAlgorithm algorithm =
                settings.get().oauth2().signingAlgorithm(client.tokens().idToken());
        IdTokenClaims claims =
                new IdTokenClaims(settings.get(), algorithm, grant, scopes).issuedAt(clock.instant(), client, subjects);
        company.accessToken().ifPresent(token -> claims.withHashOf("at_hash", token));
        company.code().ifPresent(code -> claims.withHashOf("c_hash", code.text()));
        company.state().ifPresent(state -> claims.withHashOf("s_hash", state));
        return signer.sign(
                algorithm,
                Json.write(claims.with(
                        policy.allowedClaims(client, grant.request().claims().idToken()))));
    }

    private AccessTokenFormat accessTokenFormat(Grant grant) {
        return clients.find(grant.clientId())
                .flatMap(client -> client.tokens().accessToken())
                .orElseGet(() -> settings.get().oauth2().accessTokens());
    }
}
