package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.ResponseType;

/**
 * An ID token that comes through the browser is bound to the client's session by a nonce; OpenID Connect Core 1.0, sections
 * 3.2.2.1, 3.2.2.11 and 3.3.2.11.
 */
final class NonceForIdToken implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        if (draft.responseTypes.contains(ResponseType.ID_TOKEN) && draft.nonce.isEmpty()) {
            throw draft.error(
                    ErrorCode.INVALID_REQUEST, "nonce: missing, needed for an ID token that comes through the browser");
        }
    }
}
