package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;

/** The client is registered before it asks, not while it does; OpenID Connect Core 1.0, section 7.2.1 and 3.1.2.6. */
final class NoInlineRegistration implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        if (draft.parameters.find("registration").isPresent()) {
            throw draft.error(ErrorCode.REGISTRATION_NOT_SUPPORTED, "registration: not supported");
        }
    }
}
