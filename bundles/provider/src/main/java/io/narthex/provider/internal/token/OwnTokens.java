package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Scope;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Exchanges access tokens of our own: a service that was called with one gets one for the next service, in the name of the same
 * person; RFC 8693, section 1.1. What comes out never reaches further than what went in: no scope beyond it, no longer life, and
 * it ends with the grant that it stands on. Only the audience is another one, as far as the service itself may have it.
 */
final class OwnTokens {

    /** So many times can what came out be exchanged again. */
    private static final int MOST_LINKS = 4;

    private final Supplier<ProviderSettings> settings;
    private final LiveTokens liveTokens;
    private final Grants grants;
    private final ClientPolicy policy;
    private final TokenIssuer issuer;

    OwnTokens(
            Supplier<ProviderSettings> settings,
            LiveTokens liveTokens,
            Grants grants,
            ClientPolicy policy,
            TokenIssuer issuer) {
        this.settings = settings;
        this.liveTokens = liveTokens;
        this.grants = grants;
        this.policy = policy;
        this.issuer = issuer;
    }

    TokenResponse exchange(Exchange exchange) {
        Client client = exchange.client();
        if (client.isPublic()) {
            // Else whoever holds a stolen token could widen its audience in the name of a client that proves nothing.
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT, "subject_token: only confidential clients exchange tokens of ours");
        }
        if (!exchange.subjectTokenType().equals(TokenResponse.ACCESS_TOKEN_TYPE)
                || !exchange.requestedTokenType().equals(TokenResponse.ACCESS_TOKEN_TYPE)) {
            throw TokenExchangeGrant.invalid(
                    "connector_id: missing; a token of ours must be an access token, to be exchanged for another");
        }
        LiveTokens.Live subject = liveTokens
                .find(exchange.subjectToken())
                .filter(live -> isFor(live, client))
                .filter(live ->
                        policy.allowsConnector(client, live.grant().person().connectorId()))
                .filter(live -> live.content().over().size() < MOST_LINKS)
                .orElseThrow(() -> TokenExchangeGrant.invalid(
                        "subject_token: invalid, expired, revoked, not for this client, or exchanged too often"));
        Extent extent = new Extent(scopes(exchange, subject), exchange.extent().resources());
        Grant.Person person = subject.grant().person();
        Grant grant = grants.direct(
                client.id(),
                new Grant.Person(person.connectorId(), person.identity(), false, person.authTime()),
                extent.scopes(),
                extent.resources());
        grants.keep(grant);
        return issuer.exchanged(grant, issuer.content(grant, extent).standingOn(subject.content()));
    }

    private boolean isFor(LiveTokens.Live live, Client client) {
        return live.client().id().equals(client.id())
                || live.content().audience(settings.get().issuer()).contains(client.id());
    }

    /** All scopes of the token that the client may have, if it names none. Audiences are the client's own affair. */
    private List<String> scopes(Exchange exchange, LiveTokens.Live subject) {
        List<String> held = subject.scopes().stream()
                .filter(scope -> Scope.audience(scope).isEmpty() && !scope.equals(Scope.OFFLINE_ACCESS))
                .toList();
        List<String> audiences = exchange.extent().scopes().stream()
                .filter(scope -> Scope.audience(scope).isPresent())
                .toList();
        List<String> asked = exchange.extent().scopes().stream()
                .filter(scope -> Scope.audience(scope).isEmpty())
                .toList();
        if (!held.containsAll(asked)) {
            throw new OAuthException(ErrorCode.INVALID_SCOPE, "scope: more than the subject_token has");
        }
        List<String> kept = asked.isEmpty() ? policy.allowed(exchange.client(), held) : asked;
        return Stream.concat(kept.stream(), audiences.stream()).toList();
    }
}
