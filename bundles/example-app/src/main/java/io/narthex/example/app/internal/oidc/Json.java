package io.narthex.example.app.internal.oidc;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON objects of the provider, read with care. */
public final class Json {

    private static final Gson PRETTY =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private Json() {}

    /** The object in a text; absent if it is something else. */
    static Optional<JsonObject> object(String text) {
        try {
            JsonElement element = JsonParser.parseString(text);
            return element.isJsonObject() ? Optional.of(element.getAsJsonObject()) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /** A member that is a text and not empty. */
    public static Optional<String> text(JsonObject object, String name) {
        return member(object, name)
                .filter(value ->
                        value.isJsonPrimitive() && value.getAsJsonPrimitive().isString())
                .map(JsonElement::getAsString)
                .filter(value -> !value.isEmpty());
    }

    /** A member that is a number. */
    static Optional<Long> number(JsonObject object, String name) {
        return member(object, name)
                .filter(value ->
                        value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber())
                .map(JsonElement::getAsLong);
    }

    /** Whether a member is {@code true}. */
    static boolean flag(JsonObject object, String name) {
        return member(object, name)
                .filter(value ->
                        value.isJsonPrimitive() && value.getAsJsonPrimitive().isBoolean())
                .map(JsonElement::getAsBoolean)
                .orElse(false);
    }

    /** The texts of a member that is one text or an array of them. */
    static List<String> texts(JsonObject object, String name) {
        List<String> texts = new ArrayList<>();
        member(object, name).ifPresent(value -> {
            if (value.isJsonArray()) {
                value.getAsJsonArray().forEach(element -> {
                    if (element.isJsonPrimitive()) {
                        texts.add(element.getAsString());
                    }
                });
            } else if (value.isJsonPrimitive()) {
                texts.add(value.getAsString());
            }
        });
        return texts;
    }

    /** The object for people to read, members in the order in which they came. */
    public static String pretty(JsonObject object) {
        return PRETTY.toJson(object);
    }

    private static Optional<JsonElement> member(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isJsonNull());
    }
}
