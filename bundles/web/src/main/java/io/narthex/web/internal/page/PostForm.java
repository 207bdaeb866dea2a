package io.narthex.web.internal.page;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a page's form is posted to, and what goes with it unseen.
 *
 * @param action a path of ours, or an absolute http or https address
 * @param fields the hidden fields, names to values, in order
 */
public record PostForm(String action, Map<String, String> fields) {

    /**
     * Checks the address and copies the fields.
     *
     * @throws IllegalArgumentException if the address is neither a path nor an http or https address
     */
    public PostForm {
        action = Addresses.checked("action", action);
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A form without hidden fields. */
    public static PostForm to(String action) {
        return new PostForm(action, Map.of());
    }

    /** The hidden fields as a template walks through them. */
    List<Map<String, String>> hidden() {
        return fields.entrySet().stream()
                .map(field -> Map.of("name", field.getKey(), "value", field.getValue()))
                .toList();
    }

    /** Without the values: they may be assertions or codes. */
    @Override
    public String toString() {
        return "PostForm[fields=" + fields.keySet() + "]";
    }
}
