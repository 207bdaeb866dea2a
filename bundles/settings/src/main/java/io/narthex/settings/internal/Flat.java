package io.narthex.settings.internal;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Makes flat texts of typed values: lists become numbered keys, as {@link io.narthex.settings.Settings} reads them. */
final class Flat {

    private Flat() {}

    static Map<String, String> texts(Map<String, ?> values) {
        Map<String, String> flat = new TreeMap<>();
        values.forEach((key, value) -> {
            if (!isHousekeeping(key)) {
                put(flat, key, value);
            }
        });
        return flat;
    }

    /** Whether the framework, and not the operator, wrote this key. */
    static boolean isHousekeeping(String key) {
        return key.startsWith("service.")
                || key.startsWith("felix.")
                || key.startsWith("component.")
                || key.startsWith("org.apache.karaf.");
    }

    private static void put(Map<String, String> flat, String key, Object value) {
        if (value instanceof Collection<?> elements) {
            int i = 0;
            for (Object element : elements) {
                flat.put(key + "." + i++, String.valueOf(element));
            }
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                flat.put(key + "." + i, String.valueOf(Array.get(value, i)));
            }
        } else {
            flat.put(key, String.valueOf(value));
        }
    }
}
