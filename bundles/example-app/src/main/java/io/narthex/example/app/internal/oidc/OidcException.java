package io.narthex.example.app.internal.oidc;

import java.util.Optional;

/** Talking to the provider did not end as hoped. The message may be shown: it holds no code, token or secret. */
public final class OidcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Whose fault it is, as far as one can tell from here. */
    public enum Kind {
        /** The provider gave no answer, or none that can be read; trying again may help. */
        UNAVAILABLE,
        /** The provider answered with an error of its specification. */
        REFUSED,
        /** The provider's answer does not pass a check. */
        UNTRUSTED
    }

    private final Kind kind;
    private final String error;
    private final String text;

    private OidcException(Kind kind, String error, String message) {
        super(message);
        this.kind = kind;
        this.error = error;
        this.text = message;
    }

    static OidcException unavailable(String message) {
        return new OidcException(Kind.UNAVAILABLE, "", message);
    }

    /** The provider said {@code error}, and perhaps why; shown as {@code error: description}. */
    public static OidcException refused(String error, Optional<String> description) {
        return new OidcException(
                Kind.REFUSED,
                error,
                description.map(text -> error + ": " + text).orElse(error));
    }

    /** A check failed; the message starts with what was checked. */
    public static OidcException untrusted(String message) {
        return new OidcException(Kind.UNTRUSTED, "", message);
    }

    /** The message. */
    public String text() {
        return text;
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }

    /** The error code that the provider sent, else empty. */
    public String error() {
        return error;
    }
}
