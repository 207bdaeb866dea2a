package io.narthex.web.internal.flow;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import java.time.Instant;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Flows as short JSON: keys of one or two letters, nothing for what is absent. */
final class FlowText {

    private FlowText() {}

    static String write(Flow flow) {
        JsonObject json = new JsonObject();
        json.addProperty("i", flow.id());
        json.addProperty("x", flow.expiry().toEpochMilli());
        json.addProperty("t", flow.formToken());
        goal(json, flow.goal());
        json.add("r", RequestText.write(flow.request()));
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
                    ShortJson.text(json, "i"),
                    Instant.ofEpochMilli(ShortJson.number(json, "x")),
                    readGoal(json),
                    RequestText.read(ShortJson.object(json, "r").orElseThrow()),
                    ShortJson.text(json, "t"),
                    ShortJson.find(json, "d").map(id -> new Flow.Leaving(id, ShortJson.text(json, "dc"))),
                    ShortJson.object(json, "p").map(FlowText::readPerson)));
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NoSuchElementException
                | OAuthException e) {
            return Optional.empty();
        }
    }

    private static void goal(JsonObject json, Goal goal) {
        if (goal instanceof Goal.Device device) {
            json.addProperty("gd", device.id());
            json.addProperty("gc", device.userCode());
        } else if (goal instanceof Goal.OwnPage page) {
            json.addProperty("gp", page.path());
        }
    }

    private static Goal readGoal(JsonObject json) {
        return ShortJson.find(json, "gd")
                .<Goal>map(id -> new Goal.Device(id, ShortJson.text(json, "gc")))
                .or(() -> ShortJson.find(json, "gp").map(Goal.OwnPage::new))
                .orElseGet(Goal.Answer::new);
    }

    private static JsonObject write(Flow.Person person) {
        Identity identity = person.identity();
        JsonObject json = new JsonObject();
        json.addProperty("o", person.connectorId());
        json.addProperty("a", person.at().toEpochMilli());
        json.addProperty("f", person.refreshable());
        json.addProperty("ao", person.asked().offlineAccess());
        json.addProperty("ag", person.asked().groups());
        person.sessionId().ifPresent(id -> json.addProperty("s", id));
        json.addProperty("i", identity.userId());
        json.addProperty("n", identity.username());
        json.addProperty("l", identity.preferredUsername());
        json.addProperty("e", identity.email());
        json.addProperty("v", identity.emailVerified());
        json.add("g", ShortJson.array(identity.groups()));
        identity.connectorData().ifPresent(data -> json.addProperty("d", data));
        return json;
    }

    private static Flow.Person readPerson(JsonObject json) {
        Identity identity = new Identity(
                ShortJson.text(json, "i"),
                ShortJson.text(json, "n"),
                ShortJson.text(json, "l"),
                ShortJson.text(json, "e"),
                ShortJson.flag(json, "v"),
                ShortJson.list(json, "g"),
                ShortJson.find(json, "d"));
        return new Flow.Person(
                ShortJson.text(json, "o"),
                identity,
                ShortJson.flag(json, "f"),
                Instant.ofEpochMilli(ShortJson.number(json, "a")),
                new Scopes(ShortJson.flag(json, "ao"), ShortJson.flag(json, "ag")),
                ShortJson.find(json, "s"));
    }
}
