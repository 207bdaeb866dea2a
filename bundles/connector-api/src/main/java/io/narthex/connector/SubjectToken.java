package io.narthex.connector;

/**
 * A token of an upstream that a client wants to exchange.
 *
 * @param kind what it is said to be
 * @param text the token
 */
public record SubjectToken(Kind kind, String text) {

    /** Kinds of tokens; RFC 8693, section 3. */
    public enum Kind {
        /** {@code urn:ietf:params:oauth:token-type:id_token} */
        ID_TOKEN,
        /** {@code urn:ietf:params:oauth:token-type:access_token} */
        ACCESS_TOKEN
    }

    /** Not the token. */
    @Override
    public String toString() {
        return "SubjectToken[kind=" + kind + "]";
    }
}
