package io.narthex.example.app.internal.oidc;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * An ID token that passed every check.
 *
 * @param raw the token as it came
 * @param header the header
 * @param claims the claims
 * @param subject who signed in
 * @param expires until when it is good
 * @param checks what was checked, in sentences for people
 */
public record IdToken(
        String raw, JsonObject header, JsonObject claims, String subject, Instant expires, List<String> checks) {

    public IdToken {
        checks = List.copyOf(checks);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "IdToken[sub=" + subject + "]";
    }
}
