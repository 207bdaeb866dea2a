package io.narthex.provider.internal.token;

import io.narthex.connector.ConnectorException;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SubjectToken;
import io.narthex.connector.VouchesForToken;
import io.narthex.protocol.Scope;
import io.narthex.provider.ConnectorNotReadyException;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.upstream.Upstreams;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Exchanges tokens of upstreams for ours; the connector says whose they are. */
final class UpstreamTokens {

    private static final Map<String, SubjectToken.Kind> KINDS = Map.of(
            TokenResponse.ID_TOKEN_TYPE, SubjectToken.Kind.ID_TOKEN,
            TokenResponse.ACCESS_TOKEN_TYPE, SubjectToken.Kind.ACCESS_TOKEN);

    private final ConnectorRegistry connectors;
    private final Grants grants;
    private final ClientPolicy policy;
    private final TokenIssuer issuer;
    private final Clock clock;

    UpstreamTokens(ConnectorRegistry connectors, Grants grants, ClientPolicy policy, TokenIssuer issuer, Clock clock) {
        this.connectors = connectors;
        this.grants = grants;
        this.policy = policy;
        this.issuer = issuer;
        this.clock = clock;
    }

    TokenResponse exchange(Exchange exchange, String connectorId) {
        SubjectToken.Kind kind = Optional.ofNullable(KINDS.get(exchange.subjectTokenType()))
                .orElseThrow(
                        () -> TokenExchangeGrant.invalid("subject_token_type: expected an ID token or an access token,"
                                + " got '" + exchange.subjectTokenType() + "'"));
        if (!policy.allowsConnector(exchange.client(), connectorId)
                || connectors.find(connectorId).isEmpty()) {
            throw TokenExchangeGrant.invalid("connector_id: unknown or not allowed, got '" + connectorId + "'");
        }
        SubjectToken token = new SubjectToken(kind, exchange.subjectToken());
        Identity identity = vouch(
                connectorId, token, new Scopes(false, exchange.extent().scopes().contains(Scope.GROUPS)));
        Grant grant = grants.direct(
                exchange.client().id(),
                new Grant.Person(connectorId, Upstreams.without(identity), false, clock.instant()),
                exchange.extent().scopes(),
                exchange.extent().resources());
        if (exchange.requestedTokenType().equals(TokenResponse.ID_TOKEN_TYPE)) {
            // Stands for itself; there is nothing to keep.
            return issuer.exchangedForIdToken(grant);
        }
        grants.keep(grant);
        return issuer.exchanged(grant, issuer.content(grant, exchange.extent()));
    }

    private Identity vouch(String connectorId, SubjectToken token, Scopes scopes) {
        try {
            return connectors.use(connectorId, connector -> {
                if (!(connector instanceof VouchesForToken vouching)) {
                    throw TokenExchangeGrant.invalid(
                            "connector_id: that connector cannot say whose a token is, got '" + connectorId + "'");
                }
                Identity identity = vouching.vouch(token, scopes);
                connectors.answered(connectorId);
                return identity;
            });
        } catch (SignInRefusedException e) {
            throw TokenExchangeGrant.invalid("subject_token: not good at connector '" + connectorId + "'")
                    .withDetail("connector '" + connectorId + "': " + e.getMessage());
        } catch (UnknownConnectorException | ConnectorNotReadyException | ConnectorException e) {
            throw Unavailable.upstream("connector '" + connectorId + "'", e);
        }
    }
}
