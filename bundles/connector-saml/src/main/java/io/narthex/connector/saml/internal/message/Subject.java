package io.narthex.connector.saml.internal.message;

import io.narthex.connector.saml.internal.xml.UnacceptableException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a verified assertion says.
 *
 * @param assertionId its id
 * @param until when it is not accepted any more
 * @param nameId whom it is about
 * @param attributes names to values, in order
 */
public record Subject(String assertionId, Instant until, String nameId, Map<String, List<String>> attributes) {

    /** Copies the attributes. */
    public Subject {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        attributes.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        attributes = Collections.unmodifiableMap(copy);
    }

    /**
     * The first value of an attribute.
     *
     * @throws UnacceptableException if there is none
     */
    public String require(String name) {
        return attributes.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseThrow(() -> new UnacceptableException(
                        "Attribute: no '" + name + "' among " + String.join(", ", attributes.keySet())));
    }

    /** The values of an attribute. */
    public List<String> all(String name) {
        return attributes.getOrDefault(name, List.of());
    }

    /** Only names of attributes. */
    @Override
    public String toString() {
        return "Subject[attributes=" + attributes.keySet() + "]";
    }
}
