package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;

/** Request objects are not taken; OpenID Connect Core 1.0, sections 3.1.2.6, 6 and 7.2.1. */
final class NoRequestObject implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        refuse(draft, "request", ErrorCode.REQUEST_NOT_SUPPORTED);
        refuse(draft, "request_uri", ErrorCode.REQUEST_URI_NOT_SUPPORTED);
        refuse(draft, "registration", ErrorCode.REGISTRATION_NOT_SUPPORTED);
    }

    private static void refuse(Draft draft, String name, ErrorCode error) {
        if (draft.parameters.find(name).isPresent()) {
            throw draft.error(error, name + ": not supported");
        }
    }
}
