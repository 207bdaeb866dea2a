package io.narthex.example.app.internal.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A response. The security headers are not in it: {@link WebServer} sets them on every one. */
public final class WebResponse {

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private WebResponse(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** A page. */
    public static WebResponse html(int status, String page) {
        return of(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** A body of some type. */
    public static WebResponse of(int status, String type, byte[] body) {
        return new WebResponse(status, Map.of("Content-Type", List.of(type)), body.clone());
    }

    /** Sends the browser on with {@code GET}. */
    public static WebResponse seeOther(String location) {
        return new WebResponse(303, Map.of("Location", List.of(location)), new byte[0]);
    }

    /** The same with a header added. */
    public WebResponse with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, List.copyOf(values));
        return new WebResponse(status, Collections.unmodifiableMap(more), body);
    }

    /** The same with a cookie that no script can read and that no other site's form brings along. */
    public WebResponse withCookie(String name, String value, Duration age, boolean secure) {
        return with(
                "Set-Cookie",
                name + "=" + value + "; Path=/; Max-Age=" + age.toSeconds() + "; HttpOnly; SameSite=Lax"
                        + (secure ? "; Secure" : ""));
    }

    int status() {
        return status;
    }

    Map<String, List<String>> headers() {
        return headers;
    }

    byte[] body() {
        return body.clone();
    }
}
