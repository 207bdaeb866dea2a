package io.narthex.provider.internal.registration;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.internal.client.ClientAddresses;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a client says of itself, field by field, and what is registered of it: every field that was read, as it was understood,
 * defaults included. A field that is {@code null} or an empty text counts as absent (RFC 7592, section 2.2). Every method
 * throws {@code invalid_client_metadata}, with the name of the field first, where a value is not what was asked for.
 */
final class Fields {

    /** The longest text in a field. */
    static final int LONGEST = 2_048;

    /** The most texts in a field. */
    static final int MOST = 50;

    private static final int LONGEST_QUOTE = 100;

    private final JsonObject given;
    private final JsonObject registered = new JsonObject();

    Fields(JsonObject given) {
        this.given = given;
    }

    /** What was registered so far. */
    JsonObject registered() {
        return registered;
    }

    /** A text of one line. */
    Optional<String> text(String name) {
        Optional<String> text = find(name).map(element -> text(name, element)).filter(value -> !value.isEmpty());
        text.ifPresent(value -> registered.addProperty(name, value));
        return text;
    }

    /** One of several words. */
    Optional<String> word(String name, List<String> words) {
        Optional<String> word = text(name);
        word.filter(value -> !words.contains(value)).ifPresent(value -> {
            throw wrong(name, "one of " + String.join(", ", words), value);
        });
        return word;
    }

    /** One of several words, or else the default. */
    String word(String name, List<String> words, String byDefault) {
        String word = word(name, words).orElse(byDefault);
        registered.addProperty(name, word);
        return word;
    }

    /** Texts, none of them empty or twice; empty if absent. */
    Optional<List<String>> texts(String name) {
        Optional<List<String>> texts = find(name).map(element -> texts(name, element));
        texts.ifPresent(values -> put(name, values));
        return texts;
    }

    /** Registers texts in the place of what was given. */
    void put(String name, List<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        registered.add(name, array);
    }

    /** Registers a text in the place of what was given. */
    void put(String name, String value) {
        registered.addProperty(name, value);
    }

    /** Registers nothing in the place of what was given. */
    void leaveOut(String name) {
        registered.remove(name);
    }

    /** {@code true} or {@code false}, or else {@code false}, which is registered too. */
    boolean flag(String name) {
        boolean flag = find(name)
                .map(element -> {
                    if (element instanceof JsonPrimitive primitive && primitive.isBoolean()) {
                        return primitive.getAsBoolean();
                    }
                    throw wrong(name, "true or false", element.toString());
                })
                .orElse(false);
        registered.addProperty(name, flag);
        return flag;
    }

    /** A whole number from zero to a limit. */
    Optional<Long> number(String name, long most) {
        Optional<Long> number = find(name).map(element -> {
            if (element instanceof JsonPrimitive primitive
                    && primitive.isNumber()
                    && primitive.getAsString().matches("\\d{1,12}")
                    && primitive.getAsLong() <= most) {
                return primitive.getAsLong();
            }
            throw wrong(name, "a whole number from 0 to " + most, element.toString());
        });
        number.ifPresent(value -> registered.addProperty(name, value));
        return number;
    }

    /** An {@code https} address without fragment. */
    Optional<URI> https(String name) {
        return text(name).map(value -> {
            if (!isHttps(value)) {
                throw wrong(name, "an https address", value);
            }
            return URI.create(value);
        });
    }

    /** A JSON object. */
    Optional<JsonObject> object(String name) {
        Optional<JsonObject> object = find(name).map(element -> {
            if (element instanceof JsonObject found) {
                return found;
            }
            throw new OAuthException(ErrorCode.INVALID_CLIENT_METADATA, name + ": expected a JSON object");
        });
        object.ifPresent(value -> registered.add(name, value));
        return object;
    }

    /** Refuses a field that asks for something that we do not do: to go on without it would promise what does not hold. */
    void refuse(String name) {
        find(name)
                .filter(element -> !(element instanceof JsonPrimitive primitive
                        && primitive.isBoolean()
                        && !primitive.getAsBoolean()))
                .ifPresent(element -> {
                    throw new OAuthException(ErrorCode.INVALID_CLIENT_METADATA, name + ": not supported");
                });
    }

    /** That a value is wrong. */
    static OAuthException wrong(String name, String expected, String got) {
        return wrong(ErrorCode.INVALID_CLIENT_METADATA, name, expected, got);
    }

    /** That a value is wrong, by another error. */
    static OAuthException wrong(ErrorCode error, String name, String expected, String got) {
        String shown = got.length() > LONGEST_QUOTE ? got.substring(0, LONGEST_QUOTE) + "..." : got;
        return new OAuthException(
                error, name + ": expected " + expected + ", got '" + shown.replaceAll("[^ -~]", "?") + "'");
    }

    /** Whether it is an {@code https} address without fragment. */
    static boolean isHttps(String value) {
        return value.toLowerCase(Locale.ROOT).startsWith("https:") && ClientAddresses.isAbsolute(value);
    }

    private Optional<JsonElement> find(String name) {
        return Optional.ofNullable(given.get(name)).filter(element -> !element.isJsonNull());
    }

    private static List<String> texts(String name, JsonElement element) {
        if (!(element instanceof JsonArray array) || array.size() > MOST) {
            throw wrong(name, "a list of at most " + MOST + " texts", element.toString());
        }
        Set<String> texts = new LinkedHashSet<>();
        for (JsonElement one : array) {
            String text = text(name, one);
            if (text.isEmpty()) {
                throw wrong(name, "texts", element.toString());
            }
            texts.add(text);
        }
        return new ArrayList<>(texts);
    }

    private static String text(String name, JsonElement element) {
        if (element instanceof JsonPrimitive primitive && primitive.isString()) {
            String text = primitive.getAsString();
            if (text.length() <= LONGEST && text.chars().noneMatch(Character::isISOControl)) {
                return text;
            }
        }
        throw wrong(name, "a text of one line and at most " + LONGEST + " characters", element.toString());
    }
}
