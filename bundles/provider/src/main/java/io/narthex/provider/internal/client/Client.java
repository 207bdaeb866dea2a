package io.narthex.provider.internal.client;

import io.narthex.protocol.RedirectUris;
import java.util.List;
import java.util.Optional;

/**
 * An application.
 *
 * @param id what it calls itself
 * @param name what people know it by
 * @param secret what it proves itself with; a public client may have none
 * @param redirectUris where answers may go
 * @param trustedPeers the clients that may ask for tokens that this one accepts
 * @param isPublic whether it cannot keep a secret: runs in a browser, on a desk or a phone
 * @param allowedConnectors the connectors it may be signed in to through; all if empty
 */
public record Client(
        String id,
        String name,
        Optional<ClientSecret> secret,
        List<String> redirectUris,
        List<String> trustedPeers,
        boolean isPublic,
        List<String> allowedConnectors) {

    /** Copies the lists. */
    public Client {
        redirectUris = List.copyOf(redirectUris);
        trustedPeers = List.copyOf(trustedPeers);
        allowedConnectors = List.copyOf(allowedConnectors);
    }

    /** Whether answers may go there. */
    public boolean mayUseRedirectUri(String uri) {
        return RedirectUris.isAllowed(uri, redirectUris, isPublic);
    }

    /** Whether people may sign in to it through that connector. */
    public boolean mayUseConnector(String connectorId) {
        return allowedConnectors.isEmpty() || allowedConnectors.contains(connectorId);
    }

    /** Whether the other client may ask for tokens that this one accepts. */
    public boolean trusts(String clientId) {
        return clientId.equals(id) || trustedPeers.contains(clientId);
    }
}
