package io.narthex.web.internal.http;

/** One source asks for more than its share. */
public final class TooManyRequestsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Names what is limited. */
    public TooManyRequestsException(String what) {
        super(what + ": too many from one source");
    }
}
