package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.RedirectUris;
import io.narthex.protocol.ResponseType;
import java.util.Set;

/** A person carries a code to an application, but no tokens; dex. */
final class NoTokensOutOfBand implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        if (!draft.responseTypes.equals(Set.of(ResponseType.CODE))
                && draft.parameters.require("redirect_uri").equals(RedirectUris.OUT_OF_BAND)) {
            throw draft.error(ErrorCode.INVALID_REQUEST, "response_type: only code goes with this redirect_uri");
        }
    }
}
