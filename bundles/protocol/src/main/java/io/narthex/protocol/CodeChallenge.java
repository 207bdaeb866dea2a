package io.narthex.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A proof key for code exchange, RFC 7636.
 *
 * @param method how the challenge was made
 * @param value 43 to 128 unreserved characters
 */
public record CodeChallenge(Method method, String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    /** RFC 7636, section 4.2. */
    public enum Method {
        /** SHA-256, base64url. */
        S256("S256"),
        /** The verifier itself: proves nothing to who has seen the request. */
        PLAIN("plain");

        private final String word;

        Method(String word) {
            this.word = word;
        }

        /** As it stands in the parameter. */
        public String word() {
            return word;
        }

        /** The method of that word, if there is one. */
        public static Optional<Method> of(String word) {
            return Arrays.stream(values())
                    .filter(method -> method.word.equals(word))
                    .findFirst();
        }
    }

    /**
     * Checks the form, RFC 7636, section 4.2.
     *
     * @throws OAuthException {@code invalid_request} if the challenge is too short, too long or has a wrong character
     */
    public CodeChallenge {
        if (!FORM.matcher(value).matches()) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "code_challenge: expected 43 to 128 characters A-Z a-z 0-9 . _ ~ -");
        }
    }

    /** Whether the verifier is the one that the challenge was made from; RFC 7636, section 4.6. */
    public boolean matches(String verifier) {
        if (!FORM.matcher(verifier).matches()) {
            return false;
        }
        String made = method == Method.PLAIN
                ? verifier
                : Digests.base64Url(Digests.sha256(verifier.getBytes(StandardCharsets.US_ASCII)));
        return Digests.equal(made, value);
    }
}
