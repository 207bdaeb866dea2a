package io.narthex.provider;

/** A connector is defined but can not be used now. The message is for the log. */
public final class ConnectorNotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the id and says why. */
    public ConnectorNotReadyException(String id, String problem) {
        super("connector '" + id + "': " + problem);
    }
}
