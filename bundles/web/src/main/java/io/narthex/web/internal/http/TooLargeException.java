package io.narthex.web.internal.http;

/** A body is longer than we read. */
public final class TooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says how much would have been read. */
    public TooLargeException(int limit) {
        super("body: expected at most " + limit + " bytes");
    }
}
