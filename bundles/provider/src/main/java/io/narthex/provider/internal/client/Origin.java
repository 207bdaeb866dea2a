package io.narthex.provider.internal.client;

/** How a client became one. */
public enum Origin {
    /** The operator has set it up. */
    CONFIGURED,
    /** It registered itself with an initial access token, so the operator lets it in, but has not looked at it. */
    INVITED,
    /** It registered itself as anybody could: nobody vouches for it. */
    STRANGER;

    /** Whether it says of itself what it is. */
    public boolean isSelfMade() {
        return this != CONFIGURED;
    }
}
