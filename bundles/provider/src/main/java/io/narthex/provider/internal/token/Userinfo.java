package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Scope;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.json.Json;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

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
                .filter(this::isClientAllowed)
                .orElseThrow(Userinfo::invalidToken);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", subjects.of(grant.clientId(), grant.person()));
        claims.putAll(PersonClaims.of(grant, content.scopes()));
        return Json.write(claims);
    }

    private boolean isClientAllowed(Grant grant) {
        return clients.find(grant.clientId())
                .filter(client -> policy.allowsConnector(client, grant.person().connectorId()))
                .isPresent();
    }

    private static OAuthException invalidToken() {
        return new OAuthException(ErrorCode.INVALID_TOKEN, "access token: invalid, expired or revoked");
    }
}
