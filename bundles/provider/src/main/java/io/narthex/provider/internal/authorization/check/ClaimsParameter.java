package io.narthex.provider.internal.authorization.check;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameter {@code claims} as it came; OpenID Connect Core 1.0, section 5.5. Read as a stream, so that neither depth nor
 * numbers can cost anything; what nobody knows is passed over, as that section asks.
 *
 * @param idToken what is wanted in the ID token
 * @param userinfo what is wanted from the userinfo endpoint
 */
record ClaimsParameter(Map<String, Wanted> idToken, Map<String, Wanted> userinfo) {

    static final int MAX_LENGTH = 8_192;

    private static final int MAX_CLAIMS = 64;

    /**
     * How a claim is wanted.
     *
     * @param essential whether it is called essential
     * @param values the texts that it should have, if any are named
     */
    record Wanted(boolean essential, Optional<List<String>> values) {

        static final Wanted ANYHOW = new Wanted(false, Optional.empty());
    }

    /** The parameter is none; the message says what is wrong. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    static ClaimsParameter parse(String json) throws MalformedException {
        if (json.length() > MAX_LENGTH) {
            throw new MalformedException("expected at most " + MAX_LENGTH + " characters");
        }
        JsonReader in = new JsonReader(new StringReader(json));
        try {
            ClaimsParameter read = readAll(in);
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw new MalformedException("expected one JSON object");
            }
            return read;
        } catch (MalformedJsonException | EOFException | IllegalStateException | NumberFormatException e) {
            throw new MalformedException("malformed JSON");
        } catch (IOException e) {
            throw new IllegalStateException("a string can always be read", e);
        }
    }

    private static ClaimsParameter readAll(JsonReader in) throws IOException, MalformedException {
        Map<String, Map<String, Wanted>> members = new LinkedHashMap<>();
        begin(in, "");
        while (in.hasNext()) {
            String member = in.nextName();
            Map<String, Wanted> wanted = Map.of();
            if (member.equals("id_token") || member.equals("userinfo")) {
                wanted = readMember(in, member);
            } else {
                in.skipValue();
            }
            once(members.put(member, wanted), member);
        }
        in.endObject();
        return new ClaimsParameter(
                members.getOrDefault("id_token", Map.of()), members.getOrDefault("userinfo", Map.of()));
    }

    private static Map<String, Wanted> readMember(JsonReader in, String member) throws IOException, MalformedException {
        Map<String, Wanted> claims = new LinkedHashMap<>();
        if (isNull(in)) {
            return claims;
        }
        begin(in, member + ": ");
        while (in.hasNext()) {
            String name = in.nextName();
            once(claims.put(name, isNull(in) ? Wanted.ANYHOW : readWanted(in, name)), name);
            if (claims.size() > MAX_CLAIMS) {
                throw new MalformedException(member + ": expected at most " + MAX_CLAIMS + " claims");
            }
        }
        in.endObject();
        return claims;
    }

    private static Wanted readWanted(JsonReader in, String name) throws IOException, MalformedException {
        boolean essential = false;
        Optional<List<String>> values = Optional.empty();
        begin(in, name + ": ");
        while (in.hasNext()) {
            switch (in.nextName()) {
                case "essential" -> {
                    if (in.peek() != JsonToken.BOOLEAN) {
                        throw new MalformedException(name + ": essential: expected true or false");
                    }
                    essential = in.nextBoolean();
                }
                case "value" -> values = Optional.of(readValue(in).stream().toList());
                case "values" -> values = Optional.of(readValues(in, name));
                default -> in.skipValue();
            }
        }
        in.endObject();
        return new Wanted(essential, values);
    }

    private static List<String> readValues(JsonReader in, String name) throws IOException, MalformedException {
        if (in.peek() != JsonToken.BEGIN_ARRAY) {
            throw new MalformedException(name + ": values: expected a list");
        }
        List<String> values = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            readValue(in).ifPresent(values::add);
        }
        in.endArray();
        return values;
    }

    /** Values that are no texts are none of ours. */
    private static Optional<String> readValue(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.STRING) {
            return Optional.of(in.nextString());
        }
        in.skipValue();
        return Optional.empty();
    }

    private static void begin(JsonReader in, String where) throws IOException, MalformedException {
        if (in.peek() != JsonToken.BEGIN_OBJECT) {
            throw new MalformedException(where + "expected a JSON object");
        }
        in.beginObject();
    }

    private static boolean isNull(JsonReader in) throws IOException {
        if (in.peek() != JsonToken.NULL) {
            return false;
        }
        in.nextNull();
        return true;
    }

    private static void once(@Nullable Object before, String name) throws MalformedException {
        if (before != null) {
            throw new MalformedException(name + ": given twice");
        }
    }
}
