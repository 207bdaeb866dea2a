package io.narthex.web.internal;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** Keeps cookies, follows nothing. */
final class Browser {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    final Map<String, String> cookies = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "text/html"));
    private final WebServer server;

    Browser(WebServer server) {
        this.server = server;
    }

    Browser with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    Answer head(String path) {
        return send("HEAD", path, HttpRequest.BodyPublishers.noBody());
    }

    Answer options(String path) {
        return send("OPTIONS", path, HttpRequest.BodyPublishers.noBody());
    }

    Answer post(String path, Map<String, String> form) {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        headers.putIfAbsent("Content-Type", "application/x-www-form-urlencoded");
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body));
    }

    /** Fills in the form of a page and sends it. */
    Answer submit(Answer page, Map<String, String> fields) {
        Element form = Jsoup.parse(page.body()).select("form").get(0);
        Map<String, String> all = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(field -> all.put(field.attr("name"), field.attr("value")));
        all.putAll(fields);
        return post(form.attr("action"), all);
    }

    Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.address(path))).method(method, body);
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Answer(response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String header) {
        String name = header.substring(0, header.indexOf('='));
        if (header.contains("Max-Age=0;")) {
            cookies.remove(name);
        } else {
            cookies.put(name, header.substring(header.indexOf('=') + 1, header.indexOf(';')));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return String.join(" | ", response.headers().allValues(name));
        }

        String location() {
            return header("Location");
        }

        String title() {
            return Jsoup.parse(body()).select("h1").text();
        }

        String link(String text) {
            return Jsoup.parse(body()).select("a:contains(" + text + ")").attr("href");
        }
    }
}
