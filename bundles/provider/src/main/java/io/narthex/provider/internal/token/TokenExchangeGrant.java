package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.Scope;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Exchanges a token for one of ours; RFC 8693. With {@code connector_id}, dex's extension, the token is one of that
 * connector's upstream; without, an access token of our own. Whatever is wrong with the token is {@code invalid_request}, as
 * section 2.2.2 has it.
 */
final class TokenExchangeGrant implements GrantType {

    /** A refresh token would outlive what it was exchanged for; section 2.2.1. */
    private static final Set<String> SENSELESS = Set.of(Scope.OFFLINE_ACCESS);

    private static final List<String> ISSUED = List.of(TokenResponse.ACCESS_TOKEN_TYPE, TokenResponse.ID_TOKEN_TYPE);

    private final UpstreamTokens upstreamTokens;
    private final OwnTokens ownTokens;
    private final ClientPolicy policy;

    TokenExchangeGrant(UpstreamTokens upstreamTokens, OwnTokens ownTokens, ClientPolicy policy) {
        this.upstreamTokens = upstreamTokens;
        this.ownTokens = ownTokens;
        this.policy = policy;
    }

    @Override
    public String name() {
        return GrantTypes.TOKEN_EXCHANGE;
    }

    @Override
    public TokenResponse answer(Parameters form, Client client) {
        for (String name : List.of("actor_token", "actor_token_type")) {
            if (form.find(name).isPresent()) {
                throw invalid(name + ": nobody can act for somebody else here");
            }
        }
        String requested = form.find("requested_token_type").orElse(TokenResponse.ACCESS_TOKEN_TYPE);
        if (!ISSUED.contains(requested)) {
            throw invalid(
                    "requested_token_type: expected one of " + String.join(", ", ISSUED) + ", got '" + requested + "'");
        }
        Exchange exchange = new Exchange(
                client,
                form.require("subject_token"),
                form.require("subject_token_type"),
                requested,
                wanted(form, client));
        Optional<String> connectorId = form.find("connector_id");
        return connectorId.isPresent()
                ? upstreamTokens.exchange(exchange, connectorId.get())
                : ownTokens.exchange(exchange);
    }

    /** Whom {@code audience} names is named by a scope as well; so both are one. */
    private Extent wanted(Parameters form, Client client) {
        Extent asked = Wanted.of(form, client, policy, SENSELESS);
        List<String> scopes = new ArrayList<>(asked.scopes());
        for (String audience : form.all("audience")) {
            String scope = Scope.AUDIENCE_PREFIX + audience;
            if (policy.allowed(client, List.of(scope)).isEmpty()) {
                throw new OAuthException(
                        ErrorCode.INVALID_TARGET,
                        "audience: unknown, or does not trust this client, got '" + audience + "'");
            }
            scopes.add(scope);
        }
        return new Extent(scopes.stream().distinct().toList(), asked.resources());
    }

    static OAuthException invalid(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description);
    }
}
