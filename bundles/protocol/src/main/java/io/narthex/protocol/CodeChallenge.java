package io.narthex.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Reads {@code code_challenge} and {@code code_challenge_method}; RFC 7636, section 4.3.
     *
     * @param supported the methods that are accepted
     * @return empty if the request has none
     * @throws OAuthException {@code invalid_request} if it is malformed, of another method, or a method without a challenge
     */
    public static Optional<CodeChallenge> read(Parameters parameters, Set<Method> supported) {
        Optional<String> challenge = parameters.find("code_challenge");
        Optional<String> method = parameters.find("code_challenge_method");
        if (challenge.isEmpty() && method.isPresent()) {
            throw new OAuthException(
                    ErrorCode.INVALID_REQUEST, "code_challenge: missing, although code_challenge_method is given");
        }
        return challenge.map(value -> {
            String word = method.orElse(Method.PLAIN.word());
            Method known = Method.of(word)
                    .filter(supported::contains)
                    .orElseThrow(() -> new OAuthException(
                            ErrorCode.INVALID_REQUEST, "code_challenge_method: not supported, got '" + word + "'"));
            return new CodeChallenge(known, value);
        });
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
