package io.narthex.connector.saml.internal.xml;

/** A signature of the right form that no known key has made: something is forged, or the provider has begun to use another key. */
public final class UnknownSignerException extends UnacceptableException {

    private static final long serialVersionUID = 1L;

    UnknownSignerException(int keys) {
        super("Signature: does not hold with any of " + keys + " known keys of its kind");
    }
}
