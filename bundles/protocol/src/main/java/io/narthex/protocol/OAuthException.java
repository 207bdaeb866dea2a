package io.narthex.protocol;

import java.util.Optional;

/**
 * A request is refused with an error of the specification. The message is public: it becomes {@code error_description}.
 * What only the log may see stands in {@link #detail()}.
 */
public final class OAuthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode error;
    private final String detail;
    private final transient Optional<ResponseTarget> target;

    private OAuthException(ErrorCode error, String description, String detail, Optional<ResponseTarget> target) {
        super(description);
        this.error = error;
        this.detail = detail;
        this.target = target;
    }

    /**
     * An error that is answered directly.
     *
     * @param description what is wrong, the offending parameter first; may be shown to anyone
     */
    public OAuthException(ErrorCode error, String description) {
        this(error, description, "", Optional.empty());
    }

    /** The same error with a word for the log. */
    public OAuthException withDetail(String forTheLog) {
        return new OAuthException(error, description(), forTheLog, target);
    }

    /** The same error, to be sent to the client's redirect URI, which has been found to be registered. */
    public OAuthException sentTo(ResponseTarget where) {
        return new OAuthException(error, description(), detail, Optional.of(where));
    }

    /** The error code. */
    public ErrorCode error() {
        return error;
    }

    /** What is wrong, for anyone; characters that RFC 6749, section 5.2 does not allow are replaced. */
    public String description() {
        String message = getMessage();
        return message == null ? "" : Ascii.printable(message);
    }

    /** What is wrong, for the log; may be empty. */
    public String detail() {
        return detail;
    }

    /** Where the error goes; empty if it must be shown here. */
    public Optional<ResponseTarget> target() {
        return target;
    }
}
