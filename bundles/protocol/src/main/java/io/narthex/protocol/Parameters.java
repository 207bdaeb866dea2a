package io.narthex.protocol;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a request, decoded once. Reading one refuses repetitions and takes an empty value for an absent one, as
 * RFC 6749, section 3.1 and 3.2 ask.
 */
public final class Parameters {

    /** The most parameters in one request. */
    public static final int MAX_COUNT = 64;
    /** The longest name, in characters. */
    public static final int MAX_NAME = 128;
    /** The longest value of one parameter, in characters. */
    public static final int MAX_VALUE = 8_192;

    private static final Parameters NONE = new Parameters(Map.of());

    private final Map<String, List<String>> values;

    private Parameters(Map<String, List<String>> values) {
        this.values = values;
    }

    /** No parameters. */
    public static Parameters none() {
        return NONE;
    }

    /** Parameters known by name, for tests and for building addresses. */
    public static Parameters of(Map<String, String> single) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        single.forEach((name, value) -> values.put(name, List.of(value)));
        return new Parameters(values);
    }

    /**
     * Parameters that came in another form than {@link #parse}, within the same limits; those without a value are left out.
     *
     * @throws OAuthException {@code invalid_request} if one of the limits above is passed
     */
    public static Parameters ofAll(Map<String, List<String>> all) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int count = 0;
        for (Map.Entry<String, List<String>> entry : all.entrySet()) {
            count += entry.getValue().size();
            if (count > MAX_COUNT) {
                throw tooMany();
            }
            for (String value : entry.getValue()) {
                requireShort(entry.getKey(), value, MAX_VALUE);
            }
            if (!entry.getValue().isEmpty()) {
                values.put(entry.getKey(), List.copyOf(entry.getValue()));
            }
        }
        return new Parameters(values);
    }

    /**
     * Decodes {@code application/x-www-form-urlencoded} text, as in a query or a body.
     *
     * @throws OAuthException {@code invalid_request} if an escape is malformed or one of the limits above is passed
     */
    public static Parameters parse(String encoded) {
        return parse(encoded, MAX_VALUE);
    }

    /** As {@link #parse(String)}, with another limit for a single value: SAML responses are longer. */
    public static Parameters parse(String encoded, int maxValue) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        int count = 0;
        for (String pair : encoded.isEmpty() ? List.<String>of() : List.of(encoded.split("&", MAX_COUNT + 2))) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > MAX_COUNT) {
                throw tooMany();
            }
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            requireShort(name, value, maxValue);
            values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
        }
        return new Parameters(values);
    }

    /** These parameters and those, of which a name in both counts as repeated. */
    public Parameters and(Parameters others) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        others.values.forEach((name, more) -> all.merge(name, more, (first, second) -> {
            List<String> both = new ArrayList<>(first);
            both.addAll(second);
            return both;
        }));
        return new Parameters(all);
    }

    /** These parameters, of which each that is among those too has the values that it has there. */
    public Parameters supersededBy(Parameters others) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new Parameters(all);
    }

    /** These parameters without some. */
    public Parameters without(String... names) {
        Map<String, List<String>> fewer = new LinkedHashMap<>(values);
        fewer.keySet().removeAll(Set.of(names));
        return new Parameters(fewer);
    }

    /**
     * The one value of a parameter; empty if it is absent or empty.
     *
     * @throws OAuthException {@code invalid_request} if it is given more than once
     */
    public Optional<String> find(String name) {
        List<String> found = values.getOrDefault(name, List.of());
        if (found.size() > 1) {
            throw invalid(name + ": given " + found.size() + " times, expected once");
        }
        return found.stream().findFirst().filter(value -> !value.isEmpty());
    }

    /**
     * The one value of a parameter that must be there.
     *
     * @throws OAuthException {@code invalid_request} if it is absent, empty or given more than once
     */
    public String require(String name) {
        return find(name).orElseThrow(() -> invalid(name + ": missing"));
    }

    /** The words of a parameter that is a list separated by spaces; none if it is absent. */
    public List<String> words(String name) {
        return find(name).map(Words::split).orElse(List.of());
    }

    /**
     * The values of a parameter that may be repeated, as {@code resource} may (RFC 8707, section 2); each once, in their order,
     * without empty ones.
     */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .distinct()
                .toList();
    }

    /** The names that were given. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** All values by name, as they came. */
    public Map<String, List<String>> all() {
        return Collections.unmodifiableMap(values);
    }

    /** The names only: values may be codes, tokens and passwords. */
    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }

    private static OAuthException tooMany() {
        return invalid("request: expected at most " + MAX_COUNT + " parameters");
    }

    private static void requireShort(String name, String value, int maxValue) {
        if (name.length() > MAX_NAME) {
            throw invalid("request: expected parameter names of at most " + MAX_NAME + " characters");
        }
        if (value.length() > maxValue) {
            throw invalid(name + ": expected at most " + maxValue + " characters");
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid("request: malformed percent-encoding");
        }
    }

    private static OAuthException invalid(String description) {
        return new OAuthException(ErrorCode.INVALID_REQUEST, description);
    }
}
