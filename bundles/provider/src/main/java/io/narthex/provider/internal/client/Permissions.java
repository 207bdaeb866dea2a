package io.narthex.provider.internal.client;

import io.narthex.protocol.ResponseType;
import io.narthex.provider.GrantTypes;
import java.util.List;
import java.util.Set;

/**
 * What a client may do. Whatever is switched on for all, a client may only use it as far as this allows.
 *
 * @param connectors the connectors that people may sign in to it through; all if empty
 * @param grantTypes the grants it may use
 * @param responseTypes the combinations that it may ask for; all if empty, or none for a client that registered itself
 * @param scopes the scopes it may ask for; all if empty
 * @param resources the resource servers that it may get access tokens for; RFC 8707; none if empty
 */
public record Permissions(
        List<String> connectors,
        List<String> grantTypes,
        List<Set<ResponseType>> responseTypes,
        List<String> scopes,
        List<String> resources) {

    /** What a client may do whose settings say nothing of it. */
    public static final Permissions DEFAULT =
            new Permissions(List.of(), GrantTypes.OF_CLIENTS_BY_DEFAULT, List.of(), List.of(), List.of());

    /** Copies the lists. */
    public Permissions {
        connectors = List.copyOf(connectors);
        grantTypes = List.copyOf(grantTypes);
        responseTypes = responseTypes.stream().map(Set::copyOf).toList();
        scopes = List.copyOf(scopes);
        resources = List.copyOf(resources);
    }
}
