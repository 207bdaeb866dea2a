package io.narthex.connector;

/** The person does not get in. The message names the cause for the log and must hold no secret, code or assertion. */
public final class SignInRefusedException extends ConnectorException {

    private static final long serialVersionUID = 1L;

    /** Why, as far as the person may know. */
    public enum Reason {
        /** The person, or the upstream in their name, called it off. */
        CANCELLED,
        /** The person is known but may not sign in: locked, gone, or in none of the required groups. */
        NOT_PERMITTED,
        /** The upstream's answer does not hold. */
        INVALID_ANSWER
    }

    private final Reason reason;

    private SignInRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** The person called it off at the upstream. */
    public static SignInRefusedException cancelled(String message) {
        return new SignInRefusedException(Reason.CANCELLED, message);
    }

    /** The person may not sign in. */
    public static SignInRefusedException notPermitted(String message) {
        return new SignInRefusedException(Reason.NOT_PERMITTED, message);
    }

    /** The upstream's answer is malformed, forged, stale or meant for someone else. */
    public static SignInRefusedException invalidAnswer(String message) {
        return new SignInRefusedException(Reason.INVALID_ANSWER, message);
    }

    /** Why, as far as the person may know. */
    public Reason reason() {
        return reason;
    }
}
