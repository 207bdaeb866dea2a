package io.narthex.connector.oidc.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** An OpenID Connect provider with one client and one person, who is always signed in, and with switches for what may go wrong. */
final class FakeOidcUpstream implements AutoCloseable {

    static final String CLIENT_ID = "narthex";
    static final String CLIENT_SECRET = "upstream-client-secret";

    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger keyRequests = new AtomicInteger();
    final AtomicInteger discoveries = new AtomicInteger();
    final Map<String, Object> metadata = new ConcurrentHashMap<>();
    final Map<String, Object> claims = new ConcurrentHashMap<>();
    final Map<String, Object> userinfo = new ConcurrentHashMap<>();
    final TestKeys keys = new TestKeys();

    /** Path to what is done instead. */
    final Map<String, Fault> faults = new ConcurrentHashMap<>();
    /** Makes the ID token of its claims and the access token. */
    volatile BiFunction<Map<String, Object>, String, String> tokenMaker = keys::idToken;
    /** Changes the claims before they are signed. */
    volatile UnaryOperator<Map<String, Object>> change = UnaryOperator.identity();

    volatile boolean idTokenOnRefresh = true;
    volatile boolean givesRefreshTokens = true;

    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, Boolean> refreshTokens = new ConcurrentHashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    FakeOidcUpstream() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        restore();
    }

    String issuer() {
        return "http://localhost:" + server.getAddress().getPort() + "/realm";
    }

    Map<String, String> settings() {
        return Map.of("issuer", issuer(), "clientID", CLIENT_ID, "clientSecret", CLIENT_SECRET);
    }

    /** Ends all that goes wrong. */
    void restore() {
        faults.clear();
        tokenMaker = keys::idToken;
        change = UnaryOperator.identity();
        idTokenOnRefresh = true;
        metadata.clear();
        metadata.putAll(Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/auth",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "userinfo_endpoint", issuer() + "/userinfo",
                "end_session_endpoint", issuer() + "/logout?ui=1",
                "scopes_supported", List.of("openid", "offline_access"),
                "id_token_signing_alg_values_supported", List.of("RS256", "ES256", "PS256", "EdDSA"),
                "authorization_response_iss_parameter_supported", true));
        claims.clear();
        claims.putAll(Map.of(
                "sub", "jane-1",
                "name", "Jane Doe",
                "preferred_username", "jane",
                "email", "jane@example.com",
                "email_verified", true,
                "groups", List.of("staff", "admins")));
        userinfo.clear();
        userinfo.putAll(Map.of("sub", "jane-1", "name", "Jane of Userinfo"));
    }

    void answer(String path, int status, String body) {
        faults.put(path, exchange -> send(exchange, status, body));
    }

    void never(String path) {
        faults.put(path, exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        String path = exchange.getRequestURI().getPath().replaceFirst("^/realm", "");
        try (exchange) {
            Fault fault = faults.get(path);
            if (fault != null) {
                fault.answer(exchange);
                return;
            }
            switch (path) {
                case "/.well-known/openid-configuration" -> {
                    discoveries.incrementAndGet();
                    send(exchange, 200, json(metadata));
                }
                case "/keys" -> {
                    keyRequests.incrementAndGet();
                    send(exchange, 200, keys.published());
                }
                case "/auth" -> authorize(exchange);
                case "/token" -> token(exchange);
                case "/userinfo" -> userinfo(exchange);
                default -> send(exchange, 404, "{}");
            }
        } catch (IOException e) {
            // the client has gone
        }
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = parsed(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        codes.put(code, query);
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        query.get("redirect_uri") + "?code=" + code + "&iss="
                                + URLEncoder.encode(issuer(), UTF_8) + "&state="
                                + URLEncoder.encode(String.valueOf(query.get("state")), UTF_8));
        exchange.sendResponseHeaders(302, -1);
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = parsed(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String basic = "Basic " + Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(UTF_8));
        if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"error\":\"invalid_client\"}");
            return;
        }
        if ("refresh_token".equals(form.get("grant_type"))) {
            // Each is good once.
            if (refreshTokens.remove(String.valueOf(form.get("refresh_token"))) == null) {
                send(exchange, 400, "{\"error\":\"invalid_grant\"}");
                return;
            }
            send(exchange, 200, tokens(Map.of(), idTokenOnRefresh));
            return;
        }
        Map<String, String> request = codes.remove(String.valueOf(form.get("code")));
        boolean good = request != null
                && String.valueOf(request.get("redirect_uri")).equals(form.get("redirect_uri"))
                && challenge(form.getOrDefault("code_verifier", "")).equals(request.get("code_challenge"));
        if (good) {
            send(exchange, 200, tokens(request, true));
        } else {
            send(exchange, 400, "{\"error\":\"invalid_grant\"}");
        }
    }

    private String tokens(Map<String, String> request, boolean withIdToken) {
        String accessToken = UUID.randomUUID().toString();
        Map<String, Object> answer = new LinkedHashMap<>(Map.of("access_token", accessToken, "token_type", "Bearer"));
        if (withIdToken) {
            Map<String, Object> all = new LinkedHashMap<>(claims);
            long now = System.currentTimeMillis() / 1000;
            all.putAll(Map.of("iss", issuer(), "aud", CLIENT_ID, "iat", now, "exp", now + 300));
            if (request.containsKey("nonce")) {
                all.put("nonce", request.get("nonce"));
            }
            answer.put("id_token", tokenMaker.apply(change.apply(all), accessToken));
        }
        if (givesRefreshTokens) {
            String refreshToken = UUID.randomUUID().toString();
            refreshTokens.put(refreshToken, true);
            answer.put("refresh_token", refreshToken);
        }
        return json(answer);
    }

    private void userinfo(HttpExchange exchange) throws IOException {
        boolean good = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .matches("Bearer [0-9a-f-]{36}");
        send(exchange, good ? 200 : 401, json(userinfo));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String json(Map<String, Object> values) {
        return new Gson().toJson(values);
    }

    static Map<String, String> parsed(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            values.put(parts[0], parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "");
        }
        return values;
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the browser is sent back to. */
    URI follow(URI departure) {
        return TestBrowser.follow(departure);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
