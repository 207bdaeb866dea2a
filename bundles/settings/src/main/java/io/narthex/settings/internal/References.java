package io.narthex.settings.internal;

import io.narthex.settings.InvalidSettingException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces references such as {@code $[env:NAME]} and {@code $[secret:name]} by what they stand for. */
final class References {

    private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\)\\$\\[(?:env|secret|prop|conf):[^\\]]*]");

    private final BiFunction<String, Map<String, String>, Map<String, ?>> resolver;

    /** Asks a resolver, which is given a PID and values; it leaves in place what it cannot resolve. */
    References(BiFunction<String, Map<String, String>, Map<String, ?>> resolver) {
        this.resolver = resolver;
    }

    /**
     * The values with all references resolved.
     *
     * @throws InvalidSettingException naming the key of a reference that stands for nothing
     */
    Map<String, String> resolve(String pid, Map<String, String> values) {
        if (values.values().stream().noneMatch(value -> REFERENCE.matcher(value).find())) {
            return values;
        }
        Map<String, String> resolved = Flat.texts(resolver.apply(pid, new TreeMap<>(values)));
        new TreeMap<>(values).forEach((key, value) -> {
            Matcher reference = REFERENCE.matcher(value);
            while (reference.find()) {
                if (resolved.getOrDefault(key, "").contains(reference.group())) {
                    throw new InvalidSettingException(key, "nothing found for the reference " + reference.group());
                }
            }
        });
        return resolved;
    }
}
