package io.narthex.web.internal.flow;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.narthex.connector.Identity;
import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Prompt;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.Flow;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Flows as short JSON: keys of one or two letters, nothing for what is absent. */
final class FlowText {

    private FlowText() {}

    static String write(Flow flow) {
        JsonObject json = new JsonObject();
        json.addProperty("i", flow.id());
        json.addProperty("x", flow.expiry().toEpochMilli());
        json.addProperty("t", flow.formToken());
        json.add("r", write(flow.request()));
        flow.departure().ifPresent(leaving -> {
            json.addProperty("d", leaving.connectorId());
            json.addProperty("dc", leaving.carried());
        });
        flow.person().ifPresent(person -> json.add("p", write(person)));
        return json.toString();
    }

    /** The flow; empty if the text is none, as that of another version of ours may be. */
    static Optional<Flow> read(String text) {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            return Optional.of(new Flow(
                    text(json, "i"),
                    Instant.ofEpochMilli(number(json, "x")),
                    readRequest(object(json, "r").orElseThrow()),
                    text(json, "t"),
                    find(json, "d").map(id -> new Flow.Leaving(id, text(json, "dc"))),
                    object(json, "p").map(FlowText::readPerson)));
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NoSuchElementException
                | OAuthException e) {
            return Optional.empty();
        }
    }

    private static JsonObject write(AuthorizationRequest request) {
        JsonObject json = new JsonObject();
        json.addProperty("c", request.clientId());
        json.addProperty("u", request.redirectUri());
        json.add("s", array(request.scopes()));
        request.state().ifPresent(value -> json.addProperty("st", value));
        request.nonce().ifPresent(value -> json.addProperty("n", value));
        request.challenge().ifPresent(challenge -> {
            json.addProperty("m", challenge.method().word());
            json.addProperty("v", challenge.value());
        });
        if (!request.prompts().isEmpty()) {
            json.add("p", array(request.prompts().stream().map(Prompt::word).toList()));
        }
        request.connectorId().ifPresent(value -> json.addProperty("o", value));
        request.loginHint().ifPresent(value -> json.addProperty("h", value));
        return json;
    }

    private static AuthorizationRequest readRequest(JsonObject json) {
        return new AuthorizationRequest(
                text(json, "c"),
                text(json, "u"),
                list(json, "s"),
                find(json, "st"),
                find(json, "n"),
                find(json, "m").flatMap(CodeChallenge.Method::of).map(m -> new CodeChallenge(m, text(json, "v"))),
                list(json, "p").stream()
                        .map(Prompt::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                find(json, "o"),
                find(json, "h"));
    }

    private static JsonObject write(Flow.Person person) {
        Identity identity = person.identity();
        JsonObject json = new JsonObject();
        json.addProperty("o", person.connectorId());
        json.addProperty("a", person.at().toEpochMilli());
        json.addProperty("f", person.refreshable());
        json.addProperty("i", identity.userId());
        json.addProperty("n", identity.username());
        json.addProperty("l", identity.preferredUsername());
        json.addProperty("e", identity.email());
        json.addProperty("v", identity.emailVerified());
        json.add("g", array(identity.groups()));
        identity.connectorData().ifPresent(data -> json.addProperty("d", data));
        return json;
    }

    private static Flow.Person readPerson(JsonObject json) {
        Identity identity = new Identity(
                text(json, "i"),
                text(json, "n"),
                text(json, "l"),
                text(json, "e"),
                flag(json, "v"),
                list(json, "g"),
                find(json, "d"));
        return new Flow.Person(text(json, "o"), identity, flag(json, "f"), Instant.ofEpochMilli(number(json, "a")));
    }

    private static JsonArray array(Collection<String> values) {
        JsonArray array = new JsonArray(values.size());
        values.forEach(array::add);
        return array;
    }

    private static List<String> list(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key)).map(JsonElement::getAsJsonArray).stream()
                .flatMap(array -> StreamSupport.stream(array.spliterator(), false))
                .map(JsonElement::getAsString)
                .toList();
    }

    private static String text(JsonObject json, String key) {
        return find(json, key).orElseThrow();
    }

    private static long number(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key)).orElseThrow().getAsLong();
    }

    private static boolean flag(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key)).orElseThrow().getAsBoolean();
    }

    private static Optional<JsonObject> object(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key)).map(JsonElement::getAsJsonObject);
    }

    private static Optional<String> find(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key)).map(JsonElement::getAsString);
    }
}
