package io.narthex.provider;

/** There were too many wrong passwords lately, so none is checked now, right or wrong. The message is for the log. */
public final class TooManyAttemptsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the connector and says whose passwords, or from where. */
    public TooManyAttemptsException(String connectorId, String whose) {
        super("connector '" + connectorId + "': too many wrong passwords " + whose);
    }
}
