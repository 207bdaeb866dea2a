package io.narthex.connector.oidc.internal;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.narthex.connector.support.http.StrictJson;
import java.util.Optional;

/** What the provider keeps for us: the upstream's refresh token. */
final class KeptTokens {

    private static final String REFRESH_TOKEN = "refreshToken";

    private KeptTokens() {}

    static String write(String refreshToken) {
        JsonObject json = new JsonObject();
        json.addProperty(REFRESH_TOKEN, refreshToken);
        return json.toString();
    }

    static Optional<String> read(String data) {
        return StrictJson.parseObject(data)
                .flatMap(json -> json.get(REFRESH_TOKEN) instanceof JsonPrimitive token && token.isString()
                        ? Optional.of(token.getAsString())
                        : Optional.empty());
    }
}
