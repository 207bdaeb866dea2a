package io.narthex.connector;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Remembers over all nodes what may be used once only, such as the id of an assertion. A service of the provider, for
 * connectors whose upstreams send such things.
 *
 * @since 1.1
 */
@ProviderType
public interface UsedOnce {

    /**
     * Takes an id for used.
     *
     * @param scope whose ids they are; at most 200 characters
     * @param id of any form and length
     * @param until when it need not be remembered any more, because what it names is not accepted from then on
     * @return true for exactly one of all callers on all nodes; false for the others
     * @throws UpstreamUnavailableException if the store could not be asked; then nothing may be accepted
     */
    boolean claim(String scope, String id, Instant until);
}
