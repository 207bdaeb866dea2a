package io.narthex.example.app.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser with cookies, that goes where it is sent only when told to. */
final class TestBrowser {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String home;

    TestBrowser(String home) {
        this.home = home;
    }

    HttpResponse<String> get(String address) {
        return send(request(address).GET());
    }

    HttpResponse<String> post(String address, String form) {
        return send(request(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            for (String cookie : response.headers().allValues("Set-Cookie")) {
                String[] pair = cookie.split(";", 2)[0].split("=", 2);
                cookies.put(pair[0], pair[1]);
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address.startsWith("/") ? home + address : address));
    }

    /** From the start page's form to the answer of the callback. */
    HttpResponse<String> signIn(String form) {
        return get(location(get(location(post("/login", form)))));
    }

    /** The same and on to the page with the tokens. */
    String signInAndShow(String form) {
        HttpResponse<String> callback = signIn(form);
        if (callback.statusCode() != 303) {
            throw new AssertionError(callback.body());
        }
        return get(location(callback)).body();
    }

    /** The value that the session page's forms carry. */
    String formToken() {
        Matcher matcher = FORM_TOKEN.matcher(get("/session").body());
        if (!matcher.find()) {
            throw new AssertionError("no form on the session page");
        }
        return matcher.group(1);
    }

    void forgetCookies() {
        cookies.clear();
    }

    static String location(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(response.statusCode() + " " + response.body()));
    }
}
