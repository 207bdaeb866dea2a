package io.narthex.itests.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A good request with up to three things wrong. */
final class FuzzShot {
    /** What a page must never show as it is. */
    static final String MARKUP = "<fuzz";

    /** What no answer may set. */
    static final String COOKIE = "fuzz=1";

    /** Longer ones are refused by the HTTP server. */
    private static final int MOST_HEAD = 8_000;

    private static final int KINDS = 20;
    private static final List<String> WORDS = List.of(
            "",
            "0",
            "-1",
            "99999999999999999999",
            "null",
            "true",
            "[]",
            "{}",
            "[".repeat(4_000),
            "{\"a\":".repeat(800),
            "https://evil.example/cb",
            "//evil.example",
            "javascript:alert(1)",
            "http://127.0.0.1:5555/callback#x",
            "http://127.0.0.1:5555/callback\\@evil.example",
            "http://127.0.0.1:5555/callback/../x",
            "http://localhost@evil.example/",
            "\"><fuzz'>{{7*7}}${7*7}",
            "a\r\nSet-Cookie: " + COOKIE,
            "\u0000",
            "\ud83d\ude00",
            "\u202eabc",
            "a.b.c",
            "eyJhbGciOiJub25lIn0.e30.",
            "..",
            "'; drop table grants; --",
            "code",
            "token id_token",
            "none login",
            "openid openid",
            "x".repeat(300),
            "é".repeat(2_000),
            "=",
            "&",
            "%",
            "+",
            " ");
    private static final List<String> BROKEN =
            List.of("%", "%z", "%zz", "%c0%ae", "%00", "%0d%0a", "%ff%fe", "%u0041", "%25", "%F0%9F");
    private static final List<String> TYPES = List.of(
            "application/json",
            "multipart/form-data; boundary=x",
            "text/plain",
            "application/x-www-form-urlencoded; charset=utf-16",
            "",
            "x",
            "application/x-www-form-urlencoded;;;",
            "*/*",
            "application/xml");
    private static final List<String> METHODS =
            List.of("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "FOO");
    private static final List<String> PATHS =
            List.of("/", "//", "/..", "/%2e%2e/token", ";x=y", "%2f", "%00", "/x", "%zz", ".json");
    private static final List<String> HEADERS = List.of(
            "Accept: */*",
            "Accept: text/html",
            "Accept: ;;q=,,",
            "Accept-Language: " + "de,".repeat(500),
            "Accept-Language: x-\u0001;q=9",
            "Origin: https://evil.example",
            "Origin: null",
            "Sec-Fetch-Site: cross-site",
            "Authorization: Basic %%%",
            "Authorization: Basic",
            "Authorization: Basic Og==",
            "Authorization: Bearer",
            "Authorization: Bearer a b",
            "Authorization: Negotiate YII=",
            "Authorization: DPoP x",
            "DPoP: x",
            "Cookie: narthex-session=",
            "Cookie: ;;=;=",
            "Cookie: narthex-flow-" + "a".repeat(25) + "=x",
            "Content-Encoding: gzip",
            "Range: bytes=0-1",
            "If-None-Match: \"x\"",
            "X-Forwarded-Host: evil.example",
            "X-Forwarded-Proto: javascript",
            "X-HTTP-Method-Override: PUT",
            "X-Remote-User: admin",
            "X-Fuzz: " + "x".repeat(6_000),
            "X-Fuzz: " + "x".repeat(40_000),
            "Upgrade: h2c",
            "Content-Language: de");

    private final Random random;
    private final FuzzMaterial made;
    private final List<String> query;
    private final List<String> form;
    private final List<String> headers = new ArrayList<>();
    private String method;
    private String path;
    private String type = "application/x-www-form-urlencoded";
    private boolean strange;

    FuzzShot(FuzzTarget target, FuzzMaterial made, Random random) {
        this.random = random;
        this.made = made;
        this.method = target.method();
        this.path = target.path();
        this.query = target.query().stream().map(FuzzShot::written).collect(Collectors.toCollection(ArrayList::new));
        this.form = target.form().stream().map(FuzzShot::written).collect(Collectors.toCollection(ArrayList::new));
        for (String header : target.headers()) {
            if (header.startsWith("Content-Type: ")) {
                type = header.substring("Content-Type: ".length());
            } else {
                headers.add(header);
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            damage();
        }
    }

    /** Once it has its {@link #bytes}: whether the server may refuse it before any of our code sees it, or hang up. */
    boolean isStrange() {
        return strange;
    }

    /** Whether it asks for a page. */
    boolean isForPage() {
        return headers.stream().anyMatch(header -> header.startsWith("Accept: ") && header.contains("html"));
    }

    /** Whether an answer to it has a body. */
    boolean hasBody() {
        return !method.equals("HEAD");
    }

    /** As it goes over the wire, from some address. */
    byte[] bytes(URI issuer) {
        String body = String.join("&", form);
        StringBuilder head = new StringBuilder(method + " " + issuer.getPath() + path);
        if (!query.isEmpty()) {
            head.append('?').append(String.join("&", query));
        }
        head.append(" HTTP/1.1\r\nHost: ").append(issuer.getAuthority()).append("\r\n");
        head.append("X-Forwarded-For: 10.")
                .append(random.nextInt(256))
                .append('.')
                .append(random.nextInt(256));
        head.append('.').append(random.nextInt(256)).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (!form.isEmpty()) {
            head.append("Content-Type: ").append(type).append("\r\nContent-Length: ");
            head.append(body.getBytes(UTF_8).length).append("\r\n");
        } else if (method.equals("POST")) {
            head.append("Content-Length: 0\r\n");
        }
        strange |= head.length() > MOST_HEAD;
        return (head + "\r\n" + body).getBytes(UTF_8);
    }

    private void damage() {
        List<String> pairs = form.isEmpty() || (!query.isEmpty() && random.nextBoolean()) ? query : form;
        int kind = random.nextInt(KINDS);
        if (kind < 11) {
            if (!pairs.isEmpty()) {
                damage(pairs, random.nextInt(pairs.size()), kind);
            }
            return;
        }
        switch (kind) {
            case 11 -> pairs.add("extra=" + encoded(one(WORDS)));
            case 12 -> {
                for (int i = 0; i < 70; i++) {
                    pairs.add("p" + i + "=" + i);
                }
            }
            case 13 -> type = one(TYPES);
            case 14 -> method = one(METHODS);
            case 15 -> path = path + one(PATHS);
            case 16, 17 -> headers.add(one(HEADERS));
            case 18 -> damageHeader();
            default -> form.add(noise());
        }
        strange |= kind >= 14 && kind != 18;
    }

    private void damage(List<String> pairs, int at, int kind) {
        String pair = pairs.get(at);
        String name = pair.substring(0, pair.indexOf('=') + 1);
        switch (kind) {
            case 0 -> pairs.remove(at);
            case 1 -> pairs.add(pair);
            case 2 -> pairs.set(at, name);
            case 3 -> {
                pairs.set(
                        at, name + "x".repeat(List.of(300, 5_000, 9_000, 70_000).get(random.nextInt(4))));
                strange = true;
            }
            case 4, 5, 6 -> pairs.set(at, name + encoded(one(WORDS)));
            case 7 -> pairs.set(at, name + encoded(one(List.copyOf(made.values().values()))));
            case 8 -> pairs.set(at, pair + one(BROKEN));
            case 9 -> {
                char raw = (char) random.nextInt(0x100);
                pairs.set(at, pair + (raw == '\n' ? ' ' : raw)); // a line feed would end the request there
                strange = true;
            }
            default -> pairs.set(at, flipped(pair));
        }
    }

    /** Damages a cookie or a credential. */
    private void damageHeader() {
        if (!headers.isEmpty()) {
            int at = random.nextInt(headers.size());
            String header = headers.get(at);
            switch (random.nextInt(3)) {
                case 0 -> headers.remove(at);
                case 1 -> headers.add(header);
                default -> headers.set(at, flipped(header));
            }
        }
    }

    /** One letter behind the name changed, or the end cut off. */
    private String flipped(String text) {
        int start = Math.max(text.indexOf('='), text.indexOf(' ')) + 1;
        if (start >= text.length()) {
            return text;
        }
        int at = start + random.nextInt(text.length() - start);
        return random.nextBoolean() ? text.substring(0, at) : text.substring(0, at) + "Q" + text.substring(at + 1);
    }

    private String noise() {
        return random.ints(1 + random.nextInt(200), 1, 0x250)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private String one(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String written(String[] pair) {
        return pair[0].isEmpty() ? pair[1] : pair[0] + "=" + encoded(pair[1]);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
