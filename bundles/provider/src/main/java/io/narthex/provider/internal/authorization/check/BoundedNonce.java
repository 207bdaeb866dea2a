package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;

/** The nonce is of a size that fits into a cookie and a token; OpenID Connect Core 1.0, section 3.1.2.1 ({@code nonce}). */
final class BoundedNonce implements AuthorizationCheck {

    private static final int MAX = 1_024;

    @Override
    public void check(Draft draft) {
        draft.nonce = draft.parameters.find("nonce");
        if (draft.nonce.filter(nonce -> nonce.length() > MAX).isPresent()) {
            throw draft.error(ErrorCode.INVALID_REQUEST, "nonce: expected at most " + MAX + " characters");
        }
    }
}
