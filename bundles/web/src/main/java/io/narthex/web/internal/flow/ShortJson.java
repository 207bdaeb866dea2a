package io.narthex.web.internal.flow;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Reads and writes members of short JSON. What is missing is a {@link java.util.NoSuchElementException}. */
final class ShortJson {

    private ShortJson() {}

    static JsonArray array(Collection<String> values) {
        JsonArray array = new JsonArray(values.size());
        values.forEach(array::add);
        return array;
    }

    static List<String> list(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key)).map(JsonElement::getAsJsonArray).stream()
                .flatMap(array -> StreamSupport.stream(array.spliterator(), false))
                .map(JsonElement::getAsString)
                .toList();
    }

    static String text(JsonObject json, String key) {
        return find(json, key).orElseThrow();
    }

    static long number(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key)).orElseThrow().getAsLong();
    }

    static boolean flag(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key)).orElseThrow().getAsBoolean();
    }

    static Optional<JsonObject> object(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key)).map(JsonElement::getAsJsonObject);
    }

    static Optional<String> find(JsonObject json, String key) {
        return Optional.ofNullable(json.get(key)).map(JsonElement::getAsString);
    }
}
