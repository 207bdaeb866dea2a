package io.narthex.provider.internal.token;

import io.narthex.keys.Sealer;
import io.narthex.keys.Signer;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.Tokens;
import io.narthex.provider.internal.Archive;
import io.narthex.provider.internal.client.ClientAccess;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.connector.PasswordCheck;
import io.narthex.provider.internal.grant.Grants;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** Puts the endpoints of the back channel together. */
public final class TokenEndpoints {

    private TokenEndpoints() {}

    /**
     * The endpoints, the token endpoint with all its grant types.
     *
     * @param access finds clients, and out who calls
     * @param passwords bounds guesses
     * @param archive what is kept of people
     * @param keys signs ID tokens and seals access tokens
     */
    public static Tokens create(
            Supplier<ProviderSettings> settings,
            ClientAccess access,
            ConnectorRegistry connectors,
            PasswordCheck passwords,
            Archive archive,
            Keys keys) {
        Clock clock = keys.clock();
        Grants grants = archive.grants();
        Clients clients = access.clients();
        ClientPolicy policy = new ClientPolicy(settings, clients);
        AccessTokens accessTokens = new AccessTokens(settings, keys);
        LiveTokens liveTokens = new LiveTokens(accessTokens, grants, clients, policy);
        RefreshTokens refreshTokens = new RefreshTokens(settings, archive, clock);
        TokenIssuer issuer = issuer(settings, clients, keys);
        List<GrantType> grantTypes = List.of(
                new AuthorizationCodeGrant(grants, issuer, clock),
                new RefreshTokenGrant(refreshTokens, archive, connectors, issuer, clock),
                new DeviceCodeGrant(archive.devices(), grants, issuer, clock),
                new ClientCredentialsGrant(grants, policy, issuer, clock),
                new TokenExchangeGrant(
                        new UpstreamTokens(connectors, grants, policy, issuer, clock),
                        new OwnTokens(settings, liveTokens, grants, policy, issuer),
                        policy),
                new PasswordGrant(
                        settings, connectors, grants, issuer, new PasswordGrant.Rules(policy, passwords, clock)));
        return new BackChannel(
                new TokenEndpoint(grantTypes, access, policy),
                new Userinfo(settings, liveTokens, keys),
                new Introspection(
                        access.authentication(),
                        liveTokens,
                        refreshTokens,
                        policy,
                        new IntrospectionAnswers(settings, keys.subjects())),
                new Revocation(access.authentication(), accessTokens, refreshTokens, grants));
    }

    /** What makes tokens, for whoever else gives them out. */
    public static TokenIssuer issuer(Supplier<ProviderSettings> settings, Clients clients, Keys keys) {
        ClientPolicy policy = new ClientPolicy(settings, clients);
        return new TokenIssuer(settings, clients, policy, new AccessTokens(settings, keys), keys);
    }

    /**
     * What tokens are made with.
     *
     * @param signer signs ID tokens
     * @param sealer seals access tokens
     * @param subjects names people
     * @param clock tells when
     */
    public record Keys(Signer signer, Sealer sealer, Subjects subjects, Clock clock) {}
}
