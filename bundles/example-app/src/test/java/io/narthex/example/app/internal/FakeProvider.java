package io.narthex.example.app.internal;

import com.google.gson.Gson;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.narthex.example.app.internal.http.Params;
import io.narthex.example.app.internal.oidc.Randoms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Plays the provider over real HTTP: signs everyone in at once, and does wrong what a test asks it to. */
final class FakeProvider implements AutoCloseable {

    static final String CLIENT_ID = "example-app";
    static final String CLIENT_SECRET = "ZXhhbXBsZS1hcHAtc2VjcmV0";
    static final String SUBJECT = "Cg0wLTM4NS0yODA4OS0wEgRtb2Nr";

    private final HttpServer server;
    private final List<JWK> keys = new CopyOnWriteArrayList<>();

    /** What may go wrong; a test sets it before it signs in. */
    volatile UnaryOperator<JWTClaimsSet.Builder> claims = builder -> builder;

    volatile Signing signing = Signing.AS_PUBLISHED;
    volatile String error = "";
    volatile String issuerInAnswer = "";
    volatile boolean saysWhoAnswers = true;
    volatile String tokenError = "";
    volatile boolean withIdToken = true;
    volatile boolean withAccessTokenHash = true;
    volatile boolean publishesStaleKeys;
    volatile List<String> scopes = List.of("openid", "offline_access");
    volatile String userinfoSubject = SUBJECT;
    volatile int discoveryStatus = 200;
    volatile String discoveryPadding = "";

    /** What was seen. */
    final List<Params> authorizations = new CopyOnWriteArrayList<>();

    final List<Params> tokenRequests = new CopyOnWriteArrayList<>();
    final List<String> tokenCredentials = new CopyOnWriteArrayList<>();
    final List<String> keyRequests = new CopyOnWriteArrayList<>();

    /** How ID tokens are signed. */
    enum Signing {
        AS_PUBLISHED,
        NOT_AT_ALL,
        WITH_THE_PUBLIC_KEY_AS_SECRET,
        WITH_AN_UNPUBLISHED_KEY,
        WITH_ANOTHER_KEY_OF_THAT_NAME
    }

    FakeProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keys.add(newRsaKey("first"));
        server.createContext("/dex", this::answer);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/dex";
    }

    /** Signs with a new key from now on, which is published too. */
    void rotateKey() {
        keys.add(0, newRsaKey("rotated"));
    }

    /** Signs with ES256 from now on. */
    void useEllipticKey() {
        try {
            keys.add(0, new ECKeyGenerator(Curve.P_256).keyID("elliptic").generate());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring("/dex".length());
        String query = exchange.getRequestURI().getRawQuery();
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (path) {
            case "/.well-known/openid-configuration" -> json(exchange, discoveryStatus, discovery());
            case "/keys" -> {
                keyRequests.add(path);
                List<JWK> published = publishesStaleKeys ? keys.subList(keys.size() - 1, keys.size()) : keys;
                json(exchange, 200, new JWKSet(new ArrayList<>(published)).toJSONObject(true));
            }
            case "/auth" -> authorize(exchange, Params.parse(query));
            case "/token" -> {
                tokenCredentials.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                token(exchange, Params.parse(new String(body, StandardCharsets.UTF_8)));
            }
            case "/userinfo" -> json(exchange, 200, Map.of("sub", userinfoSubject, "email", "kilgore@kilgore.trout"));
            default -> json(exchange, 404, Map.of());
        }
    }

    private Map<String, Object> discovery() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("padding", discoveryPadding);
        document.put("issuer", issuer());
        document.put("authorization_endpoint", issuer() + "/auth");
        document.put("token_endpoint", issuer() + "/token");
        document.put("jwks_uri", issuer() + "/keys");
        document.put("userinfo_endpoint", issuer() + "/userinfo");
        document.put("scopes_supported", scopes);
        document.put("authorization_response_iss_parameter_supported", saysWhoAnswers);
        return document;
    }

    private void authorize(HttpExchange exchange, Params request) throws IOException {
        authorizations.add(request);
        String answer = error.isEmpty() ? "code=some-code" : "error=" + error + "&error_description=Not+today";
        String iss = issuerInAnswer.isEmpty() ? issuer() : issuerInAnswer;
        exchange.getResponseHeaders()
                .set(
                        "Location",
                        request.one("redirect_uri").orElseThrow() + "?" + answer + "&state="
                                + request.one("state").orElseThrow() + (saysWhoAnswers ? "&iss=" + iss : ""));
        exchange.sendResponseHeaders(303, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange, Params request) throws IOException {
        tokenRequests.add(request);
        if (!tokenError.isEmpty()) {
            json(exchange, 400, Map.of("error", tokenError, "error_description", "Used before"));
            return;
        }
        Params authorization = authorizations.get(authorizations.size() - 1);
        String accessToken = "access-" + tokenRequests.size();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("access_token", accessToken);
        answer.put("token_type", "bearer");
        answer.put("expires_in", 86399);
        if (authorization.one("scope").orElseThrow().contains("offline_access")) {
            answer.put("refresh_token", "refresh-" + tokenRequests.size());
        }
        if (withIdToken) {
            answer.put("id_token", idToken(authorization.one("nonce").orElseThrow(), accessToken));
        }
        json(exchange, 200, answer);
    }

    private String idToken(String nonce, String accessToken) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .subject(SUBJECT)
                .audience(CLIENT_ID)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(86400)))
                .claim("nonce", nonce)
                .claim("email", "kilgore@kilgore.trout")
                .claim("name", "Kilgore <Trout>");
        if (withAccessTokenHash) {
            builder.claim("at_hash", halfHash(accessToken));
        }
        return sign(claims.apply(builder).build());
    }

    private String sign(JWTClaimsSet set) {
        JWK key = keys.get(0);
        try {
            return switch (signing) {
                case AS_PUBLISHED -> signed(set, key, key.getKeyID());
                case NOT_AT_ALL -> new PlainJWT(set).serialize();
                case WITH_AN_UNPUBLISHED_KEY -> signed(set, newRsaKey("unpublished"), "unpublished");
                case WITH_ANOTHER_KEY_OF_THAT_NAME -> signed(set, newRsaKey("other"), key.getKeyID());
                case WITH_THE_PUBLIC_KEY_AS_SECRET -> {
                    SignedJWT token = new SignedJWT(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .keyID(key.getKeyID())
                                    .build(),
                            set);
                    token.sign(new MACSigner(key.toRSAKey().toRSAPublicKey().getEncoded()));
                    yield token.serialize();
                }
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet set, JWK key, String name) throws JOSEException {
        boolean elliptic = key instanceof com.nimbusds.jose.jwk.ECKey;
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(elliptic ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256)
                        .keyID(name)
                        .build(),
                set);
        token.sign(elliptic ? new ECDSASigner(key.toECKey()) : new RSASSASigner(key.toRSAKey()));
        return token.serialize();
    }

    private static JWK newRsaKey(String name) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(name + "-" + Randoms.secret().substring(0, 8))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String halfHash(String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void json(HttpExchange exchange, int status, Map<String, ?> object) throws IOException {
        byte[] body = new Gson().toJson(object).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
