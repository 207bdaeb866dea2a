package io.narthex.connector;

import java.net.URI;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ability: knows what to do with a browser that an upstream sent to the callback although no sign-in was begun here, as
 * SAML's IdP-initiated sign-in does. Nobody is signed in by it: what the upstream sent along is not even read, and the
 * browser goes to where a sign-in of its own begins.
 *
 * @since 1.1
 */
@ConsumerType
public interface AnswersUnsolicited {

    /** An absolute address out of the connector's settings, where an application begins a sign-in; empty to refuse. */
    Optional<URI> unsolicited();
}
