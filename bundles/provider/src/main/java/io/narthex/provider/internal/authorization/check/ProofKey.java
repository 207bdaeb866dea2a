package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.ResponseType;
import java.util.Optional;

/** The code is bound to a proof key, which public clients must use; RFC 7636, section 4.3 and RFC 9700, section 2.1.1. */
final class ProofKey implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        if (!draft.responseTypes.contains(ResponseType.CODE)) {
            return;
        }
        Optional<String> challenge = draft.parameters.find("code_challenge");
        Optional<String> method = draft.parameters.find("code_challenge_method");
        if (challenge.isEmpty()) {
            if (method.isPresent()) {
                throw draft.error(
                        ErrorCode.INVALID_REQUEST, "code_challenge: missing, although code_challenge_method is given");
            }
            if (draft.client().isPublic() || draft.settings.oauth2().enforcePkce()) {
                throw draft.error(ErrorCode.INVALID_REQUEST, "code_challenge: missing, this client must use PKCE");
            }
            return;
        }
        String word = method.orElse(CodeChallenge.Method.PLAIN.word());
        CodeChallenge.Method supported = CodeChallenge.Method.of(word)
                .filter(draft.settings.oauth2().challengeMethods()::contains)
                .orElseThrow(() -> draft.error(
                        ErrorCode.INVALID_REQUEST, "code_challenge_method: not supported, got '" + word + "'"));
        draft.challenge = Optional.of(new CodeChallenge(supported, challenge.get()));
    }
}
