package io.narthex.web.internal.flow;

import com.google.gson.JsonObject;
import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ClaimsRequest;
import io.narthex.provider.Interaction;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Authorization requests as short JSON. */
final class RequestText {

    private RequestText() {}

    static JsonObject write(AuthorizationRequest request) {
        JsonObject json = new JsonObject();
        json.addProperty("c", request.clientId());
        json.addProperty("u", request.redirectUri());
        json.addProperty("y", ResponseType.words(request.responseTypes()));
        json.addProperty("w", request.responseMode().word());
        json.add("s", ShortJson.array(request.scopes()));
        request.state().ifPresent(value -> json.addProperty("st", value));
        request.nonce().ifPresent(value -> json.addProperty("n", value));
        request.challenge().ifPresent(challenge -> {
            json.addProperty("m", challenge.method().word());
            json.addProperty("v", challenge.value());
        });
        write(json, request.interaction());
        add(json, "ci", request.claims().idToken());
        add(json, "cu", request.claims().userinfo());
        add(json, "re", request.resources());
        return json;
    }

    private static void write(JsonObject json, Interaction wanted) {
        add(json, "p", wanted.prompts().stream().map(Prompt::word).toList());
        wanted.maxAge().ifPresent(age -> json.addProperty("ma", age.toSeconds()));
        wanted.subject().ifPresent(value -> json.addProperty("su", value));
        wanted.connectorId().ifPresent(value -> json.addProperty("o", value));
        wanted.loginHint().ifPresent(value -> json.addProperty("h", value));
        add(json, "l", wanted.uiLocales());
    }

    private static void add(JsonObject json, String key, Collection<String> values) {
        if (!values.isEmpty()) {
            json.add(key, ShortJson.array(values));
        }
    }

    static AuthorizationRequest read(JsonObject json) {
        return new AuthorizationRequest(
                ShortJson.text(json, "c"),
                ShortJson.text(json, "u"),
                ResponseType.set(ShortJson.text(json, "y")),
                ResponseMode.of(ShortJson.text(json, "w")).orElseThrow(),
                ShortJson.list(json, "s"),
                ShortJson.find(json, "st"),
                ShortJson.find(json, "n"),
                ShortJson.find(json, "m")
                        .flatMap(CodeChallenge.Method::of)
                        .map(method -> new CodeChallenge(method, ShortJson.text(json, "v"))),
                readInteraction(json),
                new ClaimsRequest(Set.copyOf(ShortJson.list(json, "ci")), Set.copyOf(ShortJson.list(json, "cu"))),
                ShortJson.list(json, "re"));
    }

    private static Interaction readInteraction(JsonObject json) {
        return new Interaction(
                ShortJson.list(json, "p").stream()
                        .map(Prompt::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                ShortJson.find(json, "ma").map(Long::parseLong).map(Duration::ofSeconds),
                ShortJson.find(json, "su"),
                ShortJson.find(json, "o"),
                ShortJson.find(json, "h"),
                ShortJson.list(json, "l"));
    }
}
