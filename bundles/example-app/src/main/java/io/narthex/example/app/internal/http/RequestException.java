package io.narthex.example.app.internal.http;

/** A request that is not answered, with the status and a sentence for whoever sent it. */
public final class RequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String text;

    /** Refuses a request; the message is shown, so it holds no secret. */
    public RequestException(int status, String message) {
        super(message);
        this.status = status;
        this.text = message;
    }

    /** As above, with what brought it to light. */
    public RequestException(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.text = message;
    }

    /** The message. */
    public String text() {
        return text;
    }

    /** The status to answer with. */
    public int status() {
        return status;
    }
}
