package io.narthex.provider.internal.token;

import io.narthex.connector.Identity;
import io.narthex.protocol.Scope;
import io.narthex.provider.internal.grant.Grant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What scopes say of a person; OpenID Connect Core 1.0, section 5.4, with dex's groups and federated claims. */
final class PersonClaims {

    private PersonClaims() {}

    static Map<String, Object> of(Grant grant, List<String> scopes) {
        Identity identity = grant.person().identity();
        Map<String, Object> claims = new LinkedHashMap<>();
        if (scopes.contains(Scope.EMAIL)) {
            put(claims, "email", identity.email());
            claims.put("email_verified", identity.emailVerified());
        }
        if (scopes.contains(Scope.GROUPS) && !identity.groups().isEmpty()) {
            claims.put("groups", identity.groups());
        }
        if (scopes.contains(Scope.PROFILE)) {
            put(claims, "name", identity.username());
            put(claims, "preferred_username", identity.preferredUsername());
        }
        if (scopes.contains(Scope.FEDERATED_ID)) {
            Map<String, Object> federated = new LinkedHashMap<>();
            federated.put("connector_id", grant.person().connectorId());
            federated.put("user_id", identity.userId());
            claims.put("federated_claims", federated);
        }
        return claims;
    }

    private static void put(Map<String, Object> claims, String name, String value) {
        if (!value.isEmpty()) {
            claims.put(name, value);
        }
    }
}
