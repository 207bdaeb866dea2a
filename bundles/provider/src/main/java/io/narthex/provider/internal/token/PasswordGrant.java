package io.narthex.provider.internal.token;

import io.narthex.connector.ConnectorException;
import io.narthex.connector.Identity;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.Scope;
import io.narthex.provider.ConnectorNotReadyException;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.connector.PasswordCheck;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.upstream.Upstreams;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes a person's user name and password from a client; RFC 6749, section 4.3. RFC 9700, section 2.4 forbids it, since it
 * teaches people to type passwords anywhere: off unless a connector for it is named, and allowed to the client.
 */
final class PasswordGrant implements GrantType {

    private final Supplier<ProviderSettings> settings;
    private final ConnectorRegistry connectors;
    private final Grants grants;
    private final TokenIssuer issuer;
    private final FreshGrants freshGrants;
    private final Rules rules;

    /** What is asked besides: the policy of clients, the bounds of guesses, and the clock. */
    record Rules(ClientPolicy policy, PasswordCheck passwords, Clock clock) {}

    PasswordGrant(
            Supplier<ProviderSettings> settings,
            ConnectorRegistry connectors,
            Grants grants,
            TokenIssuer issuer,
            Rules rules) {
        this.settings = settings;
        this.connectors = connectors;
        this.grants = grants;
        this.issuer = issuer;
        this.freshGrants = new FreshGrants(grants, issuer, rules.clock());
        this.rules = rules;
    }

    @Override
    public String name() {
        return GrantTypes.PASSWORD;
    }

    @Override
    public TokenResponse answer(Parameters form, Client client) {
        String connectorId = settings.get()
                .oauth2()
                .passwordConnector()
                .orElseThrow(() -> unsupported("oauth2.passwordConnector: not set"));
        if (!rules.policy().allowsConnector(client, connectorId)) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT,
                    "grant_type: connector '" + connectorId + "' is not allowed to this client");
        }
        Extent extent = Wanted.of(form, client, rules.policy(), Set.of());
        // The client is the source: people come by its address, whoever and wherever they are.
        PasswordAttempt attempt =
                new PasswordAttempt(form.require("username"), form.require("password"), "client '" + client.id() + "'");
        Scopes scopes = new Scopes(
                extent.scopes().contains(Scope.OFFLINE_ACCESS), extent.scopes().contains(Scope.GROUPS));
        SignedIn signedIn = signIn(connectorId, attempt, scopes);
        return tokens(client, connectorId, signedIn, extent);
    }

    private record SignedIn(Identity identity, boolean refreshable) {}

    private SignedIn signIn(String connectorId, PasswordAttempt attempt, Scopes scopes) {
        try {
            return connectors.use(connectorId, connector -> {
                if (!PasswordCheck.isPossible(connector)) {
                    throw unsupported("connector '" + connectorId + "': takes no passwords");
                }
                Optional<Identity> known = rules.passwords().check(connectorId, connector, attempt, scopes);
                connectors.answered(connectorId);
                return known.map(identity -> new SignedIn(identity, connector instanceof RefreshesIdentity))
                        .orElseThrow(() -> refused("connector '" + connectorId + "': wrong user name or password"));
            });
        } catch (SignInRefusedException e) {
            throw refused("connector '" + connectorId + "': " + e.getMessage());
        } catch (UnknownConnectorException | ConnectorNotReadyException | ConnectorException e) {
            throw Unavailable.upstream("connector '" + connectorId + "'", e);
        }
    }

    private TokenResponse tokens(Client client, String connectorId, SignedIn signedIn, Extent extent) {
        Grant.Person person = new Grant.Person(
                connectorId,
                Upstreams.without(signedIn.identity()),
                signedIn.refreshable(),
                rules.clock().instant());
        Grant grant = grants.direct(client.id(), person, extent.scopes(), extent.resources());
        if (issuer.givesRefreshTokens(grant, client)) {
            grants.upstreams().signedIn(grant.subject(), signedIn.identity());
        }
        return freshGrants.begin(grant, client, extent);
    }

    /** One description for all: whether there is such a person is nobody's business. RFC 6749, section 5.2. */
    private static OAuthException refused(String detail) {
        return new OAuthException(ErrorCode.INVALID_GRANT, "username, password: wrong").withDetail(detail);
    }

    private static OAuthException unsupported(String detail) {
        return new OAuthException(ErrorCode.UNSUPPORTED_GRANT_TYPE, "grant_type: not supported").withDetail(detail);
    }
}
