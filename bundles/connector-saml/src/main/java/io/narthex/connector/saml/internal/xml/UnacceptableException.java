package io.narthex.connector.saml.internal.xml;

/** Something that does not fit the profile. The message says what, for the log, and quotes nothing secret. */
public sealed class UnacceptableException extends RuntimeException permits UnknownSignerException {

    private static final long serialVersionUID = 1L;

    /** Says what does not fit. */
    public UnacceptableException(String message) {
        super(message);
    }

    /** Says what does not fit, and what found it. */
    public UnacceptableException(String message, Throwable cause) {
        super(message, cause);
    }
}
