package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.ResponseType;
import java.util.List;
import java.util.Set;

/** The client asks for a code; RFC 6749, section 3.1.1. */
final class CodeResponseType implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        String asked = draft.parameters.require("response_type");
        if (!draft.parameters.words("response_type").equals(List.of(ResponseType.CODE.word()))) {
            throw draft.error(
                    ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "response_type: only code is supported, got '" + asked + "'");
        }
        draft.responseTypes = Set.of(ResponseType.CODE);
    }
}
