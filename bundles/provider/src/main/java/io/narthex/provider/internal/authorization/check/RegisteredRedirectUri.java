package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;

/** The answer goes where the client has registered; RFC 6749, section 3.1.2.3 and RFC 9700, section 2.1. An error is shown, never sent to the address in question. */
final class RegisteredRedirectUri implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        String uri = draft.parameters.require("redirect_uri");
        if (!draft.client().mayUseRedirectUri(uri)) {
            throw draft.error(ErrorCode.INVALID_REQUEST, "redirect_uri: not registered, got '" + uri + "'");
        }
        draft.redirectUri(uri);
    }
}
