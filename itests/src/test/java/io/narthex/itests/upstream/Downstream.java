package io.narthex.itests.upstream;

import io.narthex.itests.Distribution;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A Narthex that has the connector {@code up}, by which it asks an upstream. */
final class Downstream {

    /** The secret by which upstreams know us. */
    static final String SECRET = "secret-of-narthex-at-its-upstream";

    private Downstream() {}

    /** The demo with the feature of a connector. */
    static Distribution with(String name, String feature) {
        Distribution narthex = Distribution.demo(name);
        narthex.addBootFeature(feature + "/" + System.getProperty("narthex.version"));
        return narthex;
    }

    /** Writes the definition of the connector. */
    static void connect(Distribution narthex, String issuer, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "type", "oidc",
                "name", "Upstream",
                "issuer", issuer,
                "clientID", "narthex",
                "clientSecret", SECRET));
        settings.putAll(more);
        narthex.write(
                "narthex.connector-up.cfg",
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
