package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Scope;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.json.Json;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The claims that an access token is good for; OpenID Connect Core 1.0, section 5.3. */
final class Userinfo {

    private final AccessTokens accessTokens;
    private final Grants grants;
    private final Clients clients;
    private final ClientPolicy policy;
    private final Subjects subjects;
    private final Clock clock;

    Userinfo(AccessTokens accessTokens, Grants grants, Clients clients, ClientPolicy policy, TokenEndpoints.Keys keys) {
        this.accessTokens = accessTokens;
        this.grants = grants;
        this.clients = clients;
        this.policy = policy;
        this.subjects = keys.subjects();
        this.clock = keys.clock();
    }

    String claims(String accessToken) {
        AccessTokens.Content content =
                accessTokens.open(accessToken, clock.instant()).orElseThrow(Userinfo::invalidToken);
        if (!content.scopes().contains(Scope.OPENID)) {
            throw new OAuthException(ErrorCode.INSUFFICIENT_SCOPE, "access token: expected the scope openid");
        }
        Grant grant = grants.find(content.grantId())
                .map(Grants.Stored::grant)
                .filter(Grant::isInForce)
                .orElseThrow(Userinfo::invalidToken);
        Client client = clients.find(grant.clientId())
                .filter(one -> policy.allowsConnector(one, grant.person().connectorId()))
                .orElseThrow(Userinfo::invalidToken);
        Set<String> single =
                policy.allowedClaims(client, grant.request().claims().userinfo());
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subjects.of(grant.clientId(), grant.person()));
        claims.putAll(PersonClaims.of(grant, content.scopes(), single));
        return Json.write(claims);
    }

    private static OAuthException invalidToken() {
        return new OAuthException(ErrorCode.INVALID_TOKEN, "access token: invalid, expired or revoked");
    }
}
