package io.narthex.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen and without scripts: keeps cookies, follows redirects when told to, fills in forms. */
public final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST_REDIRECTS = 10;
    private static final Pattern FORM = Pattern.compile("(?is)<form\\b([^>]*)>(.*?)</form>");
    private static final Pattern INPUT = Pattern.compile("(?is)<(?:input|button)\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?is)([a-z-]+)\\s*=\\s*\"([^\"]*)\"");

    /** Shared, since each would have threads of its own. */
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    /**
     * Cookies by name, as browsers keep and send them. Java's own handler takes Max-Age for a sign of RFC 2965 and sends
     * cookies in a form that no browser uses.
     */
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    /** An answer: where it came from, its status, header fields and text. */
    public record Page(URI address, int status, HttpHeaders headers, String text) {

        /** Where it sends the browser, if it does. */
        public Optional<URI> location() {
            return headers.firstValue("Location").map(address::resolve);
        }
    }

    /** Asks for an address, with further headers, and takes the answer as it is. */
    public Page get(URI address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Sends a form and takes the answer as it is. */
    public Page post(URI address, Map<String, String> fields, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Sends a JSON document and takes the answer as it is. */
    public Page postJson(URI address, String document, String... headers) {
        return sendJson("POST", address, document, headers);
    }

    /** The same by another method; without a document where it is empty. */
    public Page sendJson(String method, URI address, String document, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        document.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(document));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** Follows redirects as long as they lead to the same origin; the last answer may be a redirect to another one. */
    public Page follow(Page page) {
        Page last = page;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            Optional<URI> next = last.location();
            if (next.isEmpty() || !origin(next.get()).equals(origin(last.address()))) {
                return last;
            }
            last = get(next.get());
        }
        throw new AssertionError("more than " + MOST_REDIRECTS + " redirects, the last to " + last.location());
    }

    /** Follows redirects wherever they lead. */
    public Page followAnywhere(Page page) {
        Page last = page;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            Optional<URI> next = last.location();
            if (next.isEmpty()) {
                return last;
            }
            last = get(next.get());
        }
        throw new AssertionError("more than " + MOST_REDIRECTS + " redirects, the last to " + last.location());
    }

    /** Fills in the first form of a page, keeps what the page has filled in itself, sends it and follows. */
    public Page submit(Page page, Map<String, String> fields) {
        Matcher form = FORM.matcher(page.text());
        if (!form.find()) {
            throw new AssertionError(page.address() + ": no form in this page: " + page.text());
        }
        Map<String, String> attributes = attributes(form.group(1));
        Map<String, String> all = new LinkedHashMap<>();
        Matcher input = INPUT.matcher(form.group(2));
        while (input.find()) {
            Map<String, String> described = attributes(input.group(1));
            if (described.getOrDefault("type", "").equals("hidden") && described.containsKey("name")) {
                all.put(described.getOrDefault("name", ""), described.getOrDefault("value", ""));
            }
        }
        all.putAll(fields);
        URI action = resolved(page.address(), attributes.getOrDefault("action", ""));
        return follow(post(action, all));
    }

    /** Where the first link of a page leads whose address contains something. */
    public static URI link(Page page, String part) {
        Matcher link = Pattern.compile("href=\"([^\"]*" + Pattern.quote(part) + "[^\"]*)\"")
                .matcher(page.text());
        if (!link.find()) {
            throw new AssertionError(page.address() + ": no link to " + part + " in this page: " + page.text());
        }
        return resolved(page.address(), unescaped(link.group(1)));
    }

    /** The parameters of an address. */
    public static Map<String, String> parameters(URI address) {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = address.getRawQuery();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                parameters.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return parameters;
    }

    /** Parameters as a query or a form writes them. */
    public static String encoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry ->
                        URLEncoder.encode(entry.getKey(), UTF_8) + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The cookies that it would send, as one header. */
    public String cookies() {
        return cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private Page send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.setHeader("Cookie", cookies());
        }
        try {
            HttpResponse<String> response =
                    HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return new Page(response.uri(), response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void keep(String cookie) {
        String pair = cookie.split(";", 2)[0];
        String name = pair.substring(0, pair.indexOf('='));
        if (cookie.toLowerCase(Locale.ROOT).contains("max-age=0")) {
            cookies.remove(name);
        } else {
            cookies.put(name, pair.substring(name.length() + 1));
        }
    }

    /** Java takes a reference that is a query alone for one to another path; RFC 3986, section 5.2.2, does not. */
    private static URI resolved(URI base, String reference) {
        if (!reference.isEmpty() && !reference.startsWith("?")) {
            return base.resolve(reference);
        }
        String query = reference.length() > 1 ? reference : "";
        return reference.isEmpty() ? base : URI.create(base.toString().replaceFirst("\\?.*", "") + query);
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private static Map<String, String> attributes(String tag) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(tag);
        while (matcher.find()) {
            attributes.put(matcher.group(1).toLowerCase(Locale.ROOT), unescaped(matcher.group(2)));
        }
        return attributes;
    }

    private static String unescaped(String text) {
        return text.replace("&quot;", "\"")
                .replace("&#x27;", "'")
                .replace("&#39;", "'")
                .replace("&#x2F;", "/")
                .replace("&#x3D;", "=")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
