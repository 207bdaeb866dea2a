package io.narthex.provider.internal.client;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.ResponseType;
import io.narthex.protocol.Scope;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.ProviderSettings;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Decides what a client may use: what is switched on for all, and of that what the client's own settings allow. The only
 * place that does, asked wherever a client asks for something, and again wherever it comes for what it was granted: either may
 * have changed meanwhile.
 */
public final class ClientPolicy {

    private final Supplier<ProviderSettings> settings;
    private final Clients clients;

    /**
     * A policy.
     *
     * @param settings the provider's, as they are now
     * @param clients who could be named as an audience
     */
    public ClientPolicy(Supplier<ProviderSettings> settings, Clients clients) {
        this.settings = settings;
        this.clients = clients;
    }

    /** Whether a client may use a grant, one of {@code GrantTypes}. */
    public boolean allowsGrant(Client client, String grantType) {
        return settings.get().oauth2().allows(grantType)
                && client.may().grantTypes().contains(grantType);
    }

    /** Whether a client may refresh: by its grants, and by the scope that refresh tokens come with. */
    public boolean allowsRefresh(Client client) {
        return allowsGrant(client, GrantTypes.REFRESH_TOKEN) && isPermitted(client, Scope.OFFLINE_ACCESS);
    }

    /**
     * Demands that a grant is switched on.
     *
     * @throws OAuthException {@code unsupported_grant_type}; RFC 6749, section 5.2
     */
    public void requireSwitchedOn(String grantType) {
        if (!settings.get().oauth2().allows(grantType)) {
            throw new OAuthException(
                    ErrorCode.UNSUPPORTED_GRANT_TYPE, "grant_type: not supported, got '" + grantType + "'");
        }
    }

    /**
     * Demands that a client may use a grant that is switched on.
     *
     * @throws OAuthException {@code unauthorized_client}; RFC 6749, section 5.2
     */
    public void requireGrant(Client client, String grantType) {
        if (!allowsGrant(client, grantType)) {
            throw new OAuthException(
                    ErrorCode.UNAUTHORIZED_CLIENT, "grant_type: not allowed to this client, got '" + grantType + "'");
        }
    }

    /** Whether a client may ask for a combination of response types; a code is for who may redeem it. */
    public boolean allowsResponse(Client client, Set<ResponseType> combination) {
        List<Set<ResponseType>> allowed = client.may().responseTypes();
        boolean redeemable =
                !combination.contains(ResponseType.CODE) || allowsGrant(client, GrantTypes.AUTHORIZATION_CODE);
        return settings.get().oauth2().allows(combination)
                && redeemable
                && (allowed.isEmpty() ? !client.origin().isSelfMade() : allowed.contains(combination));
    }

    /** Whether people may come to a client through a connector. Who has come through none is the client itself. */
    public boolean allowsConnector(Client client, String connectorId) {
        List<String> allowed = client.may().connectors();
        return connectorId.isEmpty() || allowed.isEmpty() || allowed.contains(connectorId);
    }

    /**
     * Demands that all scopes are known, allowed to the client, and those that name other clients trusted by these.
     *
     * @throws OAuthException {@code invalid_scope}; RFC 6749, section 3.3
     */
    public void requireScopes(Client client, List<String> scopes) {
        refuse(scopes, Scope::isKnown, "unknown");
        refuse(scopes, scope -> isPermitted(client, scope), "not allowed to this client");
        List<String> untrusting = Audience.untrusting(client, scopes, clients);
        if (!untrusting.isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE,
                    "scope: client '" + client.id() + "' is not trusted by '" + String.join(" ", untrusting) + "'");
        }
    }

    /** Of scopes that were granted, those that the client may still use. */
    public List<String> allowed(Client client, List<String> scopes) {
        return scopes.stream()
                .filter(scope -> isPermitted(client, scope))
                .filter(scope ->
                        Audience.untrusting(client, List.of(scope), clients).isEmpty())
                .toList();
    }

    /** Of claims that are asked for one by one, those that the client may know: whose scopes are allowed to it. */
    public Set<String> allowedClaims(Client client, Set<String> names) {
        return names.stream()
                .filter(name -> Scope.ofClaim(name)
                        .filter(scope -> isPermitted(client, scope))
                        .isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether access tokens of a client may be for a resource server; RFC 8707, section 2. */
    public boolean allowsResource(Client client, String resource) {
        return client.may().resources().contains(resource);
    }

    /**
     * Demands that a client may have access tokens for all of these.
     *
     * @throws OAuthException {@code invalid_target}; RFC 8707, section 2
     */
    public void requireResources(Client client, List<String> resources) {
        resources.stream()
                .filter(resource -> !allowsResource(client, resource))
                .findFirst()
                .ifPresent(resource -> {
                    throw new OAuthException(
                            ErrorCode.INVALID_TARGET,
                            "resource: unknown or not allowed to this client, got '" + resource + "'");
                });
    }

    /** A pairwise client must not learn who it is in the upstream; OpenID Connect Core 1.0, section 8.1. */
    private static boolean isPermitted(Client client, String scope) {
        List<String> allowed = client.may().scopes();
        if (client.tokens().pairwise() && scope.equals(Scope.FEDERATED_ID)) {
            return false;
        }
        return allowed.isEmpty() || allowed.contains(scope);
    }

    private static void refuse(List<String> scopes, Predicate<String> passes, String why) {
        List<String> refused = scopes.stream().filter(passes.negate()).toList();
        if (!refused.isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE, "scope: " + why + ", got '" + String.join(" ", refused) + "'");
        }
    }
}
