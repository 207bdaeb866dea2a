package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.ResponseType;

/** The code is bound to a proof key, which public clients must use; RFC 7636, section 4.3 and RFC 9700, section 2.1.1. */
final class ProofKey implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        if (!draft.responseTypes.contains(ResponseType.CODE)) {
            return;
        }
        draft.challenge =
                CodeChallenge.read(draft.parameters, draft.settings.oauth2().challengeMethods());
        boolean needed = draft.client().isPublic() || draft.settings.oauth2().enforcePkce();
        if (draft.challenge.isEmpty() && needed) {
            throw draft.error(ErrorCode.INVALID_REQUEST, "code_challenge: missing, this client must use PKCE");
        }
    }
}
