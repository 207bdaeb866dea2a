package io.narthex.keys.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A {@link Ring} as the body of a record. */
final class RingJson {

    private static final int FORMAT = 1;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16,64}");
    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9_-]+");

    private RingJson() {}

    static String write(Ring ring) {
        JsonObject slots = new JsonObject();
        ring.slots().forEach((name, slot) -> slots.add(name, write(slot)));
        JsonObject root = new JsonObject();
        root.addProperty("format", FORMAT);
        root.add("slots", slots);
        return root.toString();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws RingDamagedException if it is anything else; the message does not quote it
     */
    static Ring read(String body) {
        try {
            JsonObject root = JsonParser.parseString(body).getAsJsonObject();
            int format = required(root, "format").getAsInt();
            if (format != FORMAT) {
                throw new RingDamagedException("format: expected " + FORMAT + ", got " + format);
            }
            Map<String, Ring.Slot> slots = new LinkedHashMap<>();
            required(root, "slots").getAsJsonObject().asMap().forEach((name, slot) -> slots.put(name, slot(slot)));
            return new Ring(slots);
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            // The cause is left out: a parser's message may quote a part of the keys.
            throw new RingDamagedException("not JSON of the form that was written");
        }
    }

    private static JsonObject write(Ring.Slot slot) {
        JsonObject json = new JsonObject();
        slot.current().ifPresent(key -> json.add("current", write(key)));
        slot.next().ifPresent(key -> json.add("next", write(key)));
        JsonArray retired = new JsonArray();
        slot.retired().forEach(key -> retired.add(write(key)));
        json.add("retired", retired);
        return json;
    }

    private static JsonObject write(Ring.Key key) {
        JsonObject jwk = new JsonObject();
        key.jwk().forEach(jwk::addProperty);
        JsonObject json = new JsonObject();
        json.addProperty("id", key.id());
        json.addProperty("at", key.at().toEpochMilli());
        json.addProperty("lifetime", key.lifetime().toMillis());
        json.add("jwk", jwk);
        return json;
    }

    private static Ring.Slot slot(JsonElement element) {
        JsonObject json = element.getAsJsonObject();
        List<Ring.Key> retired = new ArrayList<>();
        required(json, "retired").getAsJsonArray().forEach(key -> retired.add(key(key)));
        return new Ring.Slot(optionalKey(json, "current"), optionalKey(json, "next"), retired);
    }

    private static Optional<Ring.Key> optionalKey(JsonObject json, String name) {
        return json.has(name) ? Optional.of(key(json.get(name))) : Optional.empty();
    }

    private static Ring.Key key(JsonElement element) {
        JsonObject json = element.getAsJsonObject();
        String id = required(json, "id").getAsString();
        if (!ID.matcher(id).matches()) {
            throw new RingDamagedException("id: expected hex digits");
        }
        Map<String, String> jwk = new LinkedHashMap<>();
        required(json, "jwk").getAsJsonObject().asMap().forEach((name, value) -> jwk.put(name, member(name, value)));
        return new Ring.Key(
                id,
                Instant.ofEpochMilli(required(json, "at").getAsLong()),
                Duration.ofMillis(required(json, "lifetime").getAsLong()),
                jwk);
    }

    private static String member(String name, JsonElement value) {
        String text = value.getAsString();
        if (!MEMBER.matcher(text).matches()) {
            throw new RingDamagedException("jwk: member '" + name + "' is not base64url");
        }
        return text;
    }

    private static JsonElement required(JsonObject json, String name) {
        JsonElement value = json.get(name);
        if (value == null) {
            throw new RingDamagedException(name + ": missing");
        }
        return value;
    }
}
