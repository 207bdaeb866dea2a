package io.narthex.connector;

import java.util.Optional;

/** The upstream could not be asked: down, too slow, answering nonsense, or our own limits are reached. Worth another try. */
public final class UpstreamUnavailableException extends ConnectorException {

    private static final long serialVersionUID = 1L;

    private final String connectorData;

    /** Says what was tried; the message must hold no secret. */
    public UpstreamUnavailableException(String message) {
        super(message);
        this.connectorData = "";
    }

    /** Says what was tried and why it failed; neither may hold a secret. */
    public UpstreamUnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.connectorData = "";
    }

    private UpstreamUnavailableException(String message, Throwable cause, String connectorData) {
        super(message, cause);
        this.connectorData = connectorData;
    }

    /**
     * The same failure of a {@link RefreshesIdentity#refresh} that got as far as new connector data. The provider keeps the
     * data, so that the next try begins with the refresh token that the upstream has handed out meanwhile.
     */
    public UpstreamUnavailableException keeping(String data) {
        return new UpstreamUnavailableException(String.valueOf(getMessage()), this, data);
    }

    /** What the next try needs to see instead of the last identity's connector data; empty for no change. */
    public Optional<String> connectorData() {
        return Optional.of(connectorData).filter(data -> !data.isEmpty());
    }
}
