package io.narthex.provider;

/** What access tokens look like. */
public enum AccessTokenFormat {
    /** Sealed: only we can read them, and they are good as long as what they stand for is. */
    OPAQUE,
    /** Signed, for resource servers that check them alone; RFC 9068. They cannot be taken back before they expire. */
    JWT
}
