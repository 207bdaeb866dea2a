package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;

/** The answer goes into the query; OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1. */
final class QueryResponseMode implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        draft.parameters
                .find("response_mode")
                .filter(mode -> !mode.equals("query"))
                .ifPresent(mode -> {
                    throw draft.error(ErrorCode.INVALID_REQUEST, "response_mode: expected query, got '" + mode + "'");
                });
    }
}
