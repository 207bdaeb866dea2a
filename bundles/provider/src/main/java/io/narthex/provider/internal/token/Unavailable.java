package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;

/** What a client is told where an upstream is needed that cannot be asked now. */
final class Unavailable {

    private Unavailable() {}

    /**
     * The refusal.
     *
     * @param who was to be asked; for the log
     */
    static OAuthException upstream(String who, RuntimeException cause) {
        return new OAuthException(ErrorCode.TEMPORARILY_UNAVAILABLE, "the upstream could not be asked, try again later")
                .withDetail(who + ": " + cause.getMessage());
    }
}
