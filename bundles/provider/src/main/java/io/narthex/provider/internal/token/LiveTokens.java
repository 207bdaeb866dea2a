package io.narthex.provider.internal.token;

import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what an access token is good for at this moment, whoever asks: userinfo, introspection or an exchange. */
final class LiveTokens {

    private final AccessTokens accessTokens;
    private final Grants grants;
    private final Clients clients;
    private final ClientPolicy policy;

    LiveTokens(AccessTokens accessTokens, Grants grants, Clients clients, ClientPolicy policy) {
        this.accessTokens = accessTokens;
        this.grants = grants;
        this.clients = clients;
        this.policy = policy;
    }

    /**
     * A token that is good.
     *
     * @param content what it holds, without the scopes that the client may not use any more
     * @param grant the grant it belongs to
     * @param client whose it is
     * @param single names of claims that userinfo tells whatever the scopes
     */
    record Live(AccessTokens.Content content, Grant grant, Client client, Set<String> single) {

        /** What it is good for now. */
        List<String> scopes() {
            return content.scopes();
        }
    }

    /**
     * What a token is good for; empty if it is none of ours, has expired, its grant or one that it stands on is not in force, or
     * its client is not there or may not use the connector or a resource any more.
     */
    Optional<Live> find(String accessToken) {
        return accessTokens
                .read(accessToken)
                .filter(content -> content.over().stream()
                        .allMatch(id -> inForce(id).flatMap(this::client).isPresent()))
                .flatMap(content -> inForce(content.grantId()).flatMap(grant -> live(content, grant)));
    }

    private Optional<Live> live(AccessTokens.Content content, Grant grant) {
        return client(grant)
                .filter(client ->
                        content.resources().stream().allMatch(resource -> policy.allowsResource(client, resource)))
                .map(client -> new Live(
                        content.withScopes(policy.allowed(client, content.scopes())),
                        grant,
                        client,
                        policy.allowedClaims(client, grant.request().claims().userinfo())));
    }

    /** Whose a grant is, if it is still there and may use the connector. */
    private Optional<Client> client(Grant grant) {
        return clients.find(grant.clientId())
                .filter(client -> policy.allowsConnector(client, grant.person().connectorId()));
    }

    private Optional<Grant> inForce(String grantId) {
        return grants.find(grantId).map(Grants.Stored::grant).filter(Grant::isInForce);
    }
}
