package io.narthex.provider.internal.token;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether who redeems a code is who asked for it; RFC 7636, section 4.6. */
final class Proof {

    private Proof() {}

    /**
     * Demands the verifier of a challenge, and none where there was no challenge.
     *
     * @param refusal what is thrown for a verifier that is missing or wrong
     */
    static void require(Optional<CodeChallenge> challenge, Parameters form, Supplier<OAuthException> refusal) {
        Optional<String> verifier = form.find("code_verifier");
        if (challenge.isEmpty() && verifier.isPresent()) {
            // RFC 9700, section 2.1.1: somebody may have taken the challenge out of the request.
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "code_verifier: the code was asked for without code_challenge");
        }
        if (challenge.isPresent() && verifier.filter(challenge.get()::matches).isEmpty()) {
            throw refusal.get();
        }
    }
}
