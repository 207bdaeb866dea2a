package io.narthex.connector.support.oauth;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.narthex.connector.UpstreamUnavailableException;
import java.util.Optional;

/**
 * What a token endpoint gave.
 *
 * @param accessToken the access token
 * @param idToken the ID token, unverified
 * @param refreshToken the refresh token
 * @param scope the scopes that were granted, as the upstream wrote them; empty if it did not say
 */
public record TokenAnswer(
        String accessToken, Optional<String> idToken, Optional<String> refreshToken, Optional<String> scope) {

    /** Reads a successful answer; RFC 6749, section 5.1. */
    static TokenAnswer read(JsonObject json, String where) {
        Optional<String> type = text(json, "token_type");
        if (type.isPresent() && !type.get().equalsIgnoreCase("bearer")) {
            throw new UpstreamUnavailableException(where + ": token_type: expected bearer, got another one");
        }
        String accessToken = text(json, "access_token")
                .orElseThrow(() -> new UpstreamUnavailableException(where + ": access_token: missing"));
        return new TokenAnswer(accessToken, text(json, "id_token"), text(json, "refresh_token"), text(json, "scope"));
    }

    /** A text of an object, if it is there, is a text, and is not empty. */
    static Optional<String> text(JsonObject json, String name) {
        return json.get(name) instanceof JsonPrimitive value
                        && value.isString()
                        && !value.getAsString().isEmpty()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }

    /** No token. */
    @Override
    public String toString() {
        return "TokenAnswer[idToken=" + idToken.isPresent() + ", refreshToken=" + refreshToken.isPresent() + "]";
    }
}
