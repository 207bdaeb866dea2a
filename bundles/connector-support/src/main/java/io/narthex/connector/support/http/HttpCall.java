package io.narthex.connector.support.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request to an upstream.
 *
 * @param method {@code GET} or {@code POST}
 * @param uri absolute address
 * @param headers names and values
 * @param body the body of a {@code POST}
 * @param foreign whether somebody else than the operator named the address, so that {@link AddressPolicy} applies
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, Optional<String> body, boolean foreign) {

    /** Copies the headers. */
    public HttpCall {
        headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    }

    /** Asks for JSON. Safe to repeat. */
    public static HttpCall get(URI uri) {
        return new HttpCall("GET", uri, Map.of("Accept", "application/json"), Optional.empty(), false);
    }

    /** Posts a form and asks for JSON. Never repeated. */
    public static HttpCall post(URI uri, Map<String, String> fields) {
        return new HttpCall(
                "POST",
                uri,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                Optional.of(encoded(fields)),
                false);
    }

    /** The same with a header. */
    public HttpCall with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new HttpCall(method, uri, more, body, foreign);
    }

    /** The same with an access token; RFC 6750, section 2.1. */
    public HttpCall withBearer(String accessToken) {
        return with("Authorization", "Bearer " + accessToken);
    }

    /** The same to an address that somebody else than the operator named. */
    public HttpCall toForeignAddress() {
        return new HttpCall(method, uri, headers, body, true);
    }

    /** Parameters as they stand in a query or a form, sorted by name. */
    public static String encoded(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Where it goes, without the query. */
    String where() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = Optional.ofNullable(uri.getRawPath()).orElse("");
        String shown = path.length() > 200 ? path.substring(0, 200) + "..." : path;
        return method + " " + uri.getScheme() + "://" + uri.getHost() + port + shown;
    }

    /** Neither query, headers nor body. */
    @Override
    public String toString() {
        return "HttpCall[" + where() + "]";
    }
}
