package io.narthex.web.internal.site;

/** A service that a request needs is not there now: the runtime is starting, or a part of it is being exchanged. */
public final class NotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names what is missing. */
    public NotReadyException(String missing) {
        super(missing + ": not there yet");
    }
}
