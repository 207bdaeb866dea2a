package io.narthex.provider.internal.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.util.Map;
import java.util.Optional;

/** Writes and reads JSON. Empty optionals are written as null, so that every component is there when it is read. */
public final class Json {

    private static final Gson STORED = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeNulls()
            .registerTypeAdapterFactory(new OptionalAdapter.Factory())
            .registerTypeAdapter(java.time.Instant.class, new InstantAdapter())
            .create();

    private Json() {}

    /** A record as JSON. */
    public static String write(Record value) {
        return STORED.toJson(value);
    }

    /** Claims as JSON, in their order. */
    public static String write(Map<String, Object> claims) {
        return STORED.toJson(claims);
    }

    /** A record from JSON; empty if it is none of that type. */
    public static <R extends Record> Optional<R> read(String json, Class<R> type) {
        try {
            return Optional.ofNullable(STORED.fromJson(json, type));
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }
}
