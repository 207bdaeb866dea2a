package io.narthex.connector.saml.internal.metadata;

import java.net.URI;
import java.security.PublicKey;
import java.util.List;

/**
 * The provider as far as a sign-in needs to know it.
 *
 * @param entityId its name
 * @param address where requests go
 * @param keys any of them may have signed; never empty
 */
public record IdentityProvider(String entityId, URI address, List<PublicKey> keys) {

    /** Copies the keys. */
    public IdentityProvider {
        keys = List.copyOf(keys);
    }
}
