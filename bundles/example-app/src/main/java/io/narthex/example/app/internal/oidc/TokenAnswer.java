package io.narthex.example.app.internal.oidc;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer of the token endpoint (RFC 6749, 5.1; OpenID Connect Core 1.0, 3.1.3.3).
 *
 * @param accessToken the access token
 * @param idToken the ID token, not yet checked
 * @param refreshToken the refresh token, if one was given
 * @param expiresIn seconds for which the access token is good
 * @param scope the scope granted, if it says
 */
record TokenAnswer(
        String accessToken,
        Optional<String> idToken,
        Optional<String> refreshToken,
        Optional<Long> expiresIn,
        Optional<String> scope) {

    static TokenAnswer from(JsonObject answer) {
        String type = Json.text(answer, "token_type").orElse("");
        if (!type.toLowerCase(Locale.ROOT).equals("bearer")) {
            throw OidcException.untrusted("token_type: expected 'bearer', got '" + type + "'");
        }
        return new TokenAnswer(
                Json.text(answer, "access_token")
                        .orElseThrow(() -> OidcException.untrusted("access_token: missing from the provider's answer")),
                Json.text(answer, "id_token"),
                Json.text(answer, "refresh_token"),
                Json.number(answer, "expires_in").filter(seconds -> seconds > 0 && seconds < Integer.MAX_VALUE),
                Json.text(answer, "scope"));
    }

    /** Without the tokens. */
    @Override
    public String toString() {
        return "TokenAnswer[scope=" + scope + ", expiresIn=" + expiresIn + "]";
    }
}
