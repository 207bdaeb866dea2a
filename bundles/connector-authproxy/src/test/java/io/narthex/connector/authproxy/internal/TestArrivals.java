package io.narthex.connector.authproxy.internal;

import io.narthex.connector.Arrival;
import io.narthex.connector.Scopes;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Arrivals from a proxy at 10.0.0.5. */
final class TestArrivals {

    static final String PROXY = "10.0.0.5";
    static final String SECRET = "a-long-shared-secret";
    static final URI CALLBACK = URI.create("https://narthex.example/dex/callback/proxy");
    static final Scopes SCOPES = new Scopes(false, true);

    private TestArrivals() {}

    static Arrival from(String peer, Map<String, List<String>> headers) {
        return new Arrival("GET", Map.of("state", List.of("s")), Map.of(), headers, peer, CALLBACK, "s", "", SCOPES);
    }

    static Arrival with(Map<String, List<String>> headers) {
        return from(PROXY, headers);
    }

    /** Jane, with another header changed or added. */
    static Arrival janeWith(String name, String... values) {
        Map<String, List<String>> headers = new HashMap<>(Map.of("x-remote-user", List.of("jane")));
        headers.put(name, List.of(values));
        return with(headers);
    }
}
