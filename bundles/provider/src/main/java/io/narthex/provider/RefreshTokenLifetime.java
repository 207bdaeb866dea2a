package io.narthex.provider;

/** Whether refresh tokens outlive the browser session in which they were given. */
public enum RefreshTokenLifetime {
    /** They do. */
    STANDALONE,
    /** They end with it. */
    SESSION
}
