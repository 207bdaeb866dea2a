package io.narthex.connector.ldap.internal;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.Optional;

/**
 * What a refresh needs to know of a sign-in.
 *
 * @param name the distinguished name of the person's entry
 */
record Remembered(String name) {

    private static final String NAME = "dn";

    /** Not the name: it is the provider's to keep, and nobody's to read. */
    @Override
    public String toString() {
        return "Remembered[]";
    }

    String toText() {
        JsonObject object = new JsonObject();
        object.addProperty(NAME, name);
        return new Gson().toJson(object);
    }

    /** Empty if the text is not what {@link #toText} gave. */
    static Optional<Remembered> parse(String text) {
        try {
            JsonElement element = JsonParser.parseString(text);
            if (element.isJsonObject()
                    && element.getAsJsonObject().get(NAME) instanceof com.google.gson.JsonPrimitive name
                    && name.isString()) {
                return Optional.of(new Remembered(name.getAsString()));
            }
        } catch (JsonParseException e) {
            // not ours
        }
        return Optional.empty();
    }
}
