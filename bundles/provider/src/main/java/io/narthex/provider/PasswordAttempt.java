package io.narthex.provider;

/**
 * What somebody typed who says who they are. Its text shows no password.
 *
 * @param username as typed
 * @param password as typed
 * @param source where it came from, such as the address of a browser, so that no source may guess at will
 */
public record PasswordAttempt(String username, String password, String source) {

    /** Without the password. */
    @Override
    public String toString() {
        return "PasswordAttempt[username=" + username + ", source=" + source + "]";
    }
}
