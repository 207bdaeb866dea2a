package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.Prompt;
import java.util.EnumSet;
import java.util.Set;

/** What the client wants shown makes sense; OpenID Connect Core 1.0, section 3.1.2.1 ({@code prompt}). Also {@code approval_prompt}, which came before it. */
final class KnownPrompts implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        Set<Prompt> prompts = EnumSet.noneOf(Prompt.class);
        for (String word : draft.parameters.words("prompt")) {
            prompts.add(Prompt.of(word)
                    .orElseThrow(() -> draft.error(
                            ErrorCode.INVALID_REQUEST,
                            "prompt: expected none, login, consent or select_account, got '" + word + "'")));
        }
        if (prompts.contains(Prompt.NONE) && prompts.size() > 1) {
            throw draft.error(ErrorCode.INVALID_REQUEST, "prompt: none goes with no other value");
        }
        boolean forced =
                draft.parameters.find("approval_prompt").filter("force"::equals).isPresent();
        if (forced && !prompts.contains(Prompt.NONE)) {
            prompts.add(Prompt.CONSENT);
        }
        draft.prompts = prompts;
    }
}
