package io.narthex.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scopes that dex and Narthex know. */
public final class Scope {

    /** An OpenID Connect request; OpenID Connect Core 1.0, section 3.1.2.1. */
    public static final String OPENID = "openid";
    /** The claims {@code name} and {@code preferred_username}. */
    public static final String PROFILE = "profile";
    /** The claims {@code email} and {@code email_verified}. */
    public static final String EMAIL = "email";
    /** The claim {@code groups}. */
    public static final String GROUPS = "groups";
    /** A refresh token; OpenID Connect Core 1.0, section 11. */
    public static final String OFFLINE_ACCESS = "offline_access";
    /** The claim {@code federated_claims}: connector and upstream id. */
    public static final String FEDERATED_ID = "federated:id";
    /** Put before a client's id: a token that this other client accepts. */
    public static final String AUDIENCE_PREFIX = "audience:server:client_id:";

    /** Those that stand for themselves, in the order in which discovery lists them. */
    public static final List<String> FIXED = List.of(OPENID, EMAIL, GROUPS, PROFILE, OFFLINE_ACCESS, FEDERATED_ID);

    /** The claims that say something of a person, in the order in which tokens have them, with the scopes that stand for them. */
    private static final Map<String, String> OF_CLAIMS = claims();

    private Scope() {}

    private static Map<String, String> claims() {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("email", EMAIL);
        claims.put("email_verified", EMAIL);
        claims.put("groups", GROUPS);
        claims.put("name", PROFILE);
        claims.put("preferred_username", PROFILE);
        claims.put("federated_claims", FEDERATED_ID);
        return Collections.unmodifiableMap(claims);
    }

    /** The scope that stands for a claim; empty for claims that say nothing of a person, or that nobody knows. */
    public static Optional<String> ofClaim(String claim) {
        return Optional.ofNullable(OF_CLAIMS.get(claim));
    }

    /** Whether it is one of the fixed scopes or names an audience. */
    public static boolean isKnown(String scope) {
        return FIXED.contains(scope) || audience(scope).isPresent();
    }

    /** The client id in an audience scope; empty for any other scope. */
    public static Optional<String> audience(String scope) {
        return scope.startsWith(AUDIENCE_PREFIX) && scope.length() > AUDIENCE_PREFIX.length()
                ? Optional.of(scope.substring(AUDIENCE_PREFIX.length()))
                : Optional.empty();
    }
}
