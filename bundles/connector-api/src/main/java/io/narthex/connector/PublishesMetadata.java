package io.narthex.connector;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ability: has a public document that the upstream's operator needs, such as the metadata of a SAML service provider. It is
 * served at {@code <issuer>/connectors/<id>/metadata} to everybody.
 *
 * @since 1.1
 */
@ConsumerType
public interface PublishesMetadata {

    /** The document as it is now. Asks no upstream. */
    Metadata metadata();

    /**
     * A public document.
     *
     * @param contentType such as {@code application/samlmetadata+xml}
     * @param text sent as UTF-8
     */
    record Metadata(String contentType, String text) {}
}
