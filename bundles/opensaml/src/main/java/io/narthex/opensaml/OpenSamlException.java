package io.narthex.opensaml;

/** OpenSAML could not read, write or sign something. */
public final class OpenSamlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OpenSamlException(String message, Throwable cause) {
        super(message, cause);
    }
}
