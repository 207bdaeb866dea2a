package io.narthex.connector;

/** The upstream could not be asked: down, too slow, answering nonsense, or our own limits are reached. Worth another try. */
public final class UpstreamUnavailableException extends ConnectorException {

    private static final long serialVersionUID = 1L;

    /** Says what was tried; the message must hold no secret. */
    public UpstreamUnavailableException(String message) {
        super(message);
    }

    /** Says what was tried and why it failed; neither may hold a secret. */
    public UpstreamUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
