package io.narthex.example.app.internal.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read once.
 *
 * @param method the method; {@code GET} for {@code HEAD} too
 * @param path the path, decoded
 * @param query the parameters of the address
 * @param form the parameters of the body; none unless the method is {@code POST}
 * @param headers the headers, by lower-case name; the first value of each
 * @param cookies the cookies by name
 */
public record WebRequest(
        String method,
        String path,
        Params query,
        Params form,
        Map<String, String> headers,
        Map<String, String> cookies) {

    private static final int LONGEST_ADDRESS = 16 * 1024;
    private static final int LONGEST_BODY = 16 * 1024;

    public WebRequest {
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }

    /** A header's value. */
    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** A cookie's value. */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /** Method and path: the rest may be secret. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    static WebRequest read(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        if (query.length() > LONGEST_ADDRESS) {
            throw new RequestException(414, "The address is too long.");
        }
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new WebRequest(
                method.equals("HEAD") ? "GET" : method,
                Optional.ofNullable(exchange.getRequestURI().getPath()).orElse("/"),
                Params.parse(query),
                method.equals("POST") ? form(exchange) : Params.NONE,
                headers,
                cookies(exchange.getRequestHeaders()));
    }

    private static Params form(HttpExchange exchange) throws IOException {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("")
                .toLowerCase(Locale.ROOT);
        if (!type.split(";", 2)[0].strip().equals("application/x-www-form-urlencoded")) {
            throw new RequestException(415, "Only forms are understood here.");
        }
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw new RequestException(413, "The form is too large.");
        }
        return Params.parse(new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> cookies(Headers headers) {
        Map<String, String> cookies = new HashMap<>();
        for (String line : headers.getOrDefault("Cookie", java.util.List.of())) {
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    cookies.putIfAbsent(
                            pair.substring(0, equals).strip(),
                            pair.substring(equals + 1).strip());
                }
            }
        }
        return cookies;
    }
}
