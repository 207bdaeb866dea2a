package io.narthex.provider;

/**
 * What somebody typed who says who they are. Its text shows no password.
 *
 * @param username as typed
 * @param password as typed
 * @param source where it came from, such as the address of a browser, so that no source may guess at will
 */
public record PasswordAttempt(String username, String password, String source) {

    /** The most characters that a name can have, wherever it is typed; the field of our form says so too. */
    private static final int MAX_USERNAME = 256;

    /**
     * Whether the two can be right at all. Nobody is asked about others: directories take an empty password for no sign-in at
     * all.
     */
    public boolean canBeRight() {
        return !username.isBlank() && username.length() <= MAX_USERNAME && !password.isEmpty();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "PasswordAttempt[username=" + username + ", source=" + source + "]";
    }
}
