package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.Scope;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import java.time.Clock;
import java.util.Set;

/**
 * Gives a client tokens of its own; RFC 6749, section 4.4. It is its own person then: its {@code sub} is made of its id and no
 * connector, as dex makes it, so it is nobody's whom a connector vouches for.
 */
final class ClientCredentialsGrant implements GrantType {

    /** It can come back with its credentials, and no upstream knows it. */
    private static final Set<String> SENSELESS = Set.of(Scope.OFFLINE_ACCESS, Scope.FEDERATED_ID);

    private final Grants grants;
    private final ClientPolicy policy;
    private final FreshGrants freshGrants;
    private final Clock clock;

    ClientCredentialsGrant(Grants grants, ClientPolicy policy, TokenIssuer issuer, Clock clock) {
        this.grants = grants;
        this.policy = policy;
        this.freshGrants = new FreshGrants(grants, issuer, clock);
        this.clock = clock;
    }

    @Override
    public String name() {
        return GrantTypes.CLIENT_CREDENTIALS;
    }

    @Override
    public TokenResponse answer(Parameters form, Client client) {
        if (client.isPublic()) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT, "grant_type: only confidential clients have credentials");
        }
        Extent extent = Wanted.of(form, client, policy, SENSELESS);
        Grant grant = grants.direct(
                client.id(),
                Grant.Person.ofClient(client.id(), client.name(), clock.instant()),
                extent.scopes(),
                extent.resources());
        return freshGrants.begin(grant, client, extent);
    }
}
