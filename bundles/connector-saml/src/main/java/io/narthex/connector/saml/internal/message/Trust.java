package io.narthex.connector.saml.internal.message;

import io.narthex.connector.saml.internal.xml.Decryption;
import io.narthex.connector.saml.internal.xml.StrictSignature;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/**
 * How a response is verified.
 *
 * @param signature the form that signatures must have
 * @param keys the provider's, out of the settings or its metadata
 * @param decryption for assertions encrypted for us; empty if there is no key to do so
 */
public record Trust(StrictSignature signature, List<PublicKey> keys, Optional<Decryption> decryption) {

    /** Copies the keys. */
    public Trust {
        keys = List.copyOf(keys);
    }
}
