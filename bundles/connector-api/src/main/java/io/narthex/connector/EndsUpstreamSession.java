package io.narthex.connector;

import java.net.URI;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Ability: end the person's session at the upstream, too, when they sign out here. The browser has to go there for it. */
@ConsumerType
public interface EndsUpstreamSession {

    /**
     * Says where to send the browser.
     *
     * @param returnTo the absolute address to which the upstream is to send the browser back; it must be registered there
     * @param state opaque text that comes back as {@code state}
     * @return the address at the upstream; empty if it offers none
     * @throws UpstreamUnavailableException if the upstream could not be asked for its addresses
     */
    Optional<URI> endSession(URI returnTo, String state);
}
