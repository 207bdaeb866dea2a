package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.ResponseMode;
import java.util.Optional;

/**
 * The answer travels on a way that we know and that suits it; OAuth 2.0 Multiple Response Type Encoding Practices, sections
 * 2.1, 3 and 5, and OAuth 2.0 Form Post Response Mode, section 2.
 */
final class SuitableResponseMode implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        Optional<String> asked = draft.parameters.find("response_mode");
        if (asked.isEmpty()) {
            draft.responseMode = ResponseMode.byDefault(draft.responseTypes);
            return;
        }
        ResponseMode mode = ResponseMode.of(asked.get())
                .orElseThrow(() -> draft.error(
                        ErrorCode.INVALID_REQUEST,
                        "response_mode: expected query, fragment or form_post, got '" + asked.get() + "'"));
        if (!Ways.suits(mode, draft.responseTypes, draft.parameters.require("redirect_uri"))) {
            throw draft.error(
                    ErrorCode.INVALID_REQUEST,
                    mode == ResponseMode.QUERY
                            ? "response_mode: tokens do not go into a query"
                            : "response_mode: form_post needs a redirect_uri of http or https");
        }
        draft.responseMode = mode;
    }
}
