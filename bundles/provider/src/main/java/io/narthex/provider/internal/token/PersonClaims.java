package io.narthex.provider.internal.token;

import io.narthex.connector.Identity;
import io.narthex.protocol.Scope;
import io.narthex.provider.internal.grant.Grant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is told of a person: the claims that scopes stand for, OpenID Connect Core 1.0, section 5.4, with dex's groups and
 * federated claims, and those that the client asks for one by one, section 5.5.
 */
final class PersonClaims {

    private PersonClaims() {}

    /**
     * The claims, in dex's order, without those that are not known.
     *
     * @param single names of claims that are told whatever the scopes
     */
    static Map<String, Object> of(Grant grant, List<String> scopes, Set<String> single) {
        Map<String, Object> claims = all(grant);
        claims.keySet()
                .removeIf(name -> !single.contains(name)
                        && Scope.ofClaim(name).filter(scopes::contains).isEmpty());
        return claims;
    }

    private static Map<String, Object> all(Grant grant) {
        Identity identity = grant.person().identity();
        Map<String, Object> claims = new LinkedHashMap<>();
        put(claims, "email", identity.email());
        claims.put("email_verified", identity.emailVerified());
        if (!identity.groups().isEmpty()) {
            claims.put("groups", identity.groups());
        }
        put(claims, "name", identity.username());
        put(claims, "preferred_username", identity.preferredUsername());
        Map<String, Object> federated = new LinkedHashMap<>();
        federated.put("connector_id", grant.person().connectorId());
        federated.put("user_id", identity.userId());
        claims.put("federated_claims", federated);
        return claims;
    }

    private static void put(Map<String, Object> claims, String name, String value) {
        if (!value.isEmpty()) {
            claims.put(name, value);
        }
    }
}
