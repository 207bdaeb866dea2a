package io.narthex.connector;

/** A sign-in or a refresh that a connector could not bring to a good end. The message is for the log, never for a page. */
public abstract sealed class ConnectorException extends RuntimeException
        permits SignInRefusedException, UpstreamUnavailableException {

    private static final long serialVersionUID = 1L;

    ConnectorException(String message) {
        super(message);
    }

    ConnectorException(String message, Throwable cause) {
        super(message, cause);
    }
}
