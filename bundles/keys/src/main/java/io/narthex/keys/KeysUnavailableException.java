package io.narthex.keys;

/** There is no key to do this with: not read yet, storage can not be reached, what it holds is damaged, or not configured. */
public final class KeysUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which keys are missing and why. */
    public KeysUnavailableException(String message) {
        super(message);
    }

    /** Says which keys are missing and what went wrong. */
    public KeysUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
