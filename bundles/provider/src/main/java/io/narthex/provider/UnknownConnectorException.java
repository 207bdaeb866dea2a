package io.narthex.provider;

/** No connector of that id is defined. */
public final class UnknownConnectorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names the id. */
    public UnknownConnectorException(String id) {
        super("connector '" + id + "': not defined");
    }
}
