package io.narthex.example.app.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query or a form. */
public record Params(Map<String, List<String>> values) {

    private static final int MOST = 64;

    /** No parameters. */
    public static final Params NONE = new Params(Map.of());

    public Params {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, given) -> copy.put(name, List.copyOf(given)));
        values = java.util.Collections.unmodifiableMap(copy);
    }

    /**
     * Reads {@code application/x-www-form-urlencoded}.
     *
     * @throws RequestException if an escape is malformed or there are more than 64 parameters
     */
    public static Params parse(String encoded) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        String[] pairs = encoded.split("&", MOST + 1);
        if (pairs.length > MOST) {
            throw new RequestException(400, "The request has more than " + MOST + " parameters.");
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                values.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
            }
        }
        return new Params(values);
    }

    /**
     * The one value of a parameter, without the white space around it; absent if it is empty.
     *
     * @throws RequestException if it was given more than once (RFC 6749, 3.1)
     */
    public Optional<String> one(String name) {
        List<String> given = all(name);
        if (given.size() > 1) {
            throw new RequestException(400, "The parameter " + name + " was given more than once.");
        }
        return given.stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** All values of a parameter, in order. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The names only: a value may be a code. */
    @Override
    public String toString() {
        return "Params" + values.keySet();
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RequestException(400, "The request has a malformed escape.", e);
        }
    }
}
