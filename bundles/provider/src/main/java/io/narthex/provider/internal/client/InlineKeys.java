package io.narthex.provider.internal.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.narthex.connector.support.http.StrictJson;
import io.narthex.connector.support.jose.PublicKeys;
import java.util.Optional;
import java.util.Set;

/** Says what is wrong with a set of keys that a client's settings hold; RFC 7517, section 5. */
public final class InlineKeys {

    /** RFC 7518, sections 6.2.2, 6.3.2 and 6.4.1. */
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private static final int LONGEST = 64 * 1024;

    private InlineKeys() {}

    /** What is expected instead; empty if nothing is wrong. Quotes nothing of the keys, since one may be private. */
    public static Optional<String> objection(String jwks) {
        Optional<JsonObject> set = jwks.length() > LONGEST ? Optional.empty() : StrictJson.parseObject(jwks);
        if (set.isEmpty() || !(set.get().get("keys") instanceof JsonArray keys)) {
            return Optional.of("expected a JWK set as JSON, {\"keys\": [...]}, of at most " + LONGEST + " characters");
        }
        for (JsonElement key : keys) {
            if (key instanceof JsonObject object && object.keySet().stream().anyMatch(PRIVATE::contains)) {
                return Optional.of("expected public keys, got a private or symmetric one");
            }
        }
        try {
            return PublicKeys.of(set.get()).isEmpty()
                    ? Optional.of("expected at least one key that signatures can be checked with")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
