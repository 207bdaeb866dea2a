package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.provider.internal.token.IdTokenHints;
import java.util.Optional;

/** The person whom the client expects is named by an ID token that it got from us; OpenID Connect Core 1.0, section 3.1.2.1 ({@code id_token_hint}). */
final class HintedSubject implements AuthorizationCheck {

    private final IdTokenHints hints;

    HintedSubject(IdTokenHints hints) {
        this.hints = hints;
    }

    @Override
    public void check(Draft draft) {
        Optional<String> token = draft.parameters.find("id_token_hint");
        if (token.isPresent()) {
            IdTokenHints.Hint hint = hints.read(token.get())
                    .filter(read -> read.audience().contains(draft.client().id()))
                    .orElseThrow(() -> draft.error(
                            ErrorCode.INVALID_REQUEST, "id_token_hint: not an ID token of ours for this client"));
            draft.wantSubject(hint.subject());
        }
    }
}
