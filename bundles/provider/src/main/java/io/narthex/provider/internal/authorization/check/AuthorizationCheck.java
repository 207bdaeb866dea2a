package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.OAuthException;

/** One rule for authorization requests. */
@FunctionalInterface
interface AuthorizationCheck {

    /**
     * Checks the rule and notes what it found.
     *
     * @throws OAuthException if the request breaks it
     */
    void check(Draft draft);
}
