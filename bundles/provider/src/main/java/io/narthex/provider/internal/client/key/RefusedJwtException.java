package io.narthex.provider.internal.client.key;

/** A JWT of a client breaks a rule. The message names the claim or header first and quotes nothing of the JWT. */
public final class RefusedJwtException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says which rule. */
    public RefusedJwtException(String message) {
        super(message);
    }

    /** Which rule it breaks; may be told to anyone. */
    public String rule() {
        return String.valueOf(getMessage());
    }
}
