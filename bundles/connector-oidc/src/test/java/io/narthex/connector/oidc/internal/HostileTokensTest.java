package io.narthex.connector.oidc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonParser;
import io.narthex.connector.ConnectorException;
import io.narthex.connector.SignInRefusedException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.crypto.spec.SecretKeySpec;
import org.junit.After;
import org.junit.Test;

/** A corpus of ID tokens that must not sign anybody in, each beside a good one of which it is a small change. */
public class HostileTokensTest {

    private static final PrivateKey RSA = TestKeys.RSA.getPrivate();
    private static final Map<String, Object> RS256 = Map.of("alg", "RS256", "kid", "rsa");

    private final TestSignIn test = new TestSignIn();

    @After
    public void stop() {
        test.close();
    }

    @Test
    public void acceptsTheGoodTokensOfWhichTheOthersAreChanges() {
        assertAccepted("RS256", claims -> TestKeys.signed(RS256, claims, RSA));
        assertAccepted("no kid", claims -> TestKeys.signed(Map.of("alg", "RS256"), claims, RSA));
        assertAccepted("PS256", claims -> TestKeys.signed(Map.of("alg", "PS256", "kid", "rsa"), claims, RSA));
        assertAccepted(
                "ES256",
                claims -> TestKeys.signed(Map.of("alg", "ES256", "kid", "ec"), claims, TestKeys.EC.getPrivate()));
        assertAccepted(
                "EdDSA",
                claims -> TestKeys.signed(Map.of("alg", "EdDSA", "kid", "ed"), claims, TestKeys.ED.getPrivate()));
        assertAccepted("azp", with("azp", FakeOidcUpstream.CLIENT_ID));
        assertAccepted("our audience alone in a list", with("aud", List.of(FakeOidcUpstream.CLIENT_ID)));
        assertAccepted("two audiences and an azp", with("aud", List.of(FakeOidcUpstream.CLIENT_ID, "b")), "azp");
        assertAccepted("expired within the leeway", with("exp", now() - 30));
        assertAccepted("issued within the leeway", with("iat", now() + 30));
        assertAccepted(
                "a key of its own in the header, ignored",
                claims -> TestKeys.signed(
                        Map.of("alg", "RS256", "kid", "rsa", "jku", "https://evil.example/keys"), claims, RSA));
    }

    @Test(timeout = 120_000)
    public void refusesEachHostileToken() {
        Map<String, Function<Map<String, Object>, String>> corpus = new LinkedHashMap<>();
        signatures(corpus);
        shapes(corpus);
        claims(corpus);
        assertTrue("corpus of " + corpus.size(), corpus.size() >= 50);
        corpus.forEach(this::assertRefused);
    }

    @Test
    public void hasACorpusThatACarelessReaderWouldBelieve() {
        Map<String, Function<Map<String, Object>, String>> corpus = new LinkedHashMap<>();
        signatures(corpus);
        claims(corpus);
        Map<String, Object> claims = Map.of("iss", "i", "sub", "jane-1", "nonce", "n");
        corpus.forEach((name, maker) -> assertTrue(name, carelessly(maker.apply(claims))));
    }

    /** Looks at the claims only. */
    private static boolean carelessly(String token) {
        String payload = new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
        return JsonParser.parseString(payload).isJsonObject();
    }

    private static void signatures(Map<String, Function<Map<String, Object>, String>> corpus) {
        for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
            corpus.put("alg '" + none + "'", claims -> unsigned(none, claims));
        }
        corpus.put("alg missing", claims -> TestKeys.signed("{\"kid\":\"rsa\"}", json(claims), "RS256", RSA));
        byte[] publicKey = TestKeys.RSA.getPublic().getEncoded();
        byte[] published = TestKeys.jwk("rsa", TestKeys.RSA).getBytes(StandardCharsets.UTF_8);
        byte[] secret = FakeOidcUpstream.CLIENT_SECRET.getBytes(StandardCharsets.UTF_8);
        Map.of("public key", publicKey, "published key", published, "client secret", secret)
                .forEach((name, key) -> corpus.put(
                        "HS256 with the " + name,
                        claims -> TestKeys.signed(
                                "{\"alg\":\"HS256\",\"kid\":\"rsa\"}",
                                json(claims),
                                "HS256",
                                new SecretKeySpec(key, "HmacSHA256"))));
        corpus.put(
                "HS256 with a published secret",
                claims -> TestKeys.signed(
                        "{\"alg\":\"HS256\",\"kid\":\"oct\"}",
                        json(claims),
                        "HS256",
                        new SecretKeySpec(
                                "secret-secret-secret-secret-secret".getBytes(StandardCharsets.US_ASCII),
                                "HmacSHA256")));
        PrivateKey stranger = TestKeys.STRANGER.getPrivate();
        corpus.put("signed by a stranger", claims -> TestKeys.signed(RS256, claims, stranger));
        corpus.put("unknown kid", claims -> TestKeys.signed(Map.of("alg", "RS256", "kid", "x"), claims, RSA));
        String own = TestKeys.jwk("own", TestKeys.STRANGER);
        corpus.put(
                "key in the header (jwk)",
                claims -> TestKeys.signed("{\"alg\":\"RS256\",\"jwk\":" + own + "}", json(claims), "RS256", stranger));
        for (String header : List.of("jku", "x5u")) {
            corpus.put(
                    "address of a key in the header (" + header + ")",
                    claims -> TestKeys.signed(
                            Map.of("alg", "RS256", "kid", "own", header, "https://evil.example/keys"),
                            claims,
                            stranger));
        }
        corpus.put(
                "certificate in the header (x5c)",
                claims -> TestKeys.signed(
                        "{\"alg\":\"RS256\",\"x5c\":[\"" + Base64.getEncoder().encodeToString(publicKey) + "\"]}",
                        json(claims),
                        "RS256",
                        stranger));
        corpus.put(
                "signed with a key that is too small",
                claims -> TestKeys.signed(
                        Map.of("alg", "RS256", "kid", "small"), claims, TestKeys.SMALL_RSA.getPrivate()));
        corpus.put("key of another type", claims -> TestKeys.signed(Map.of("alg", "RS256", "kid", "ec"), claims, RSA));
        corpus.put(
                "algorithm of another key",
                claims -> TestKeys.signed(Map.of("alg", "ES256", "kid", "rsa"), claims, TestKeys.EC.getPrivate()));
        corpus.put(
                "algorithm that is not offered",
                claims -> TestKeys.signed("{\"alg\":\"RS512\",\"kid\":\"rsa\"}", json(claims), "RS512", RSA));
        corpus.put(
                "ES256 of zeros",
                claims -> cut(TestKeys.signed(Map.of("alg", "ES256", "kid", "ec"), claims, TestKeys.EC.getPrivate()))
                        + TestKeys.base64(new byte[64]));
        corpus.put("signature left out", claims -> cut(TestKeys.signed(RS256, claims, RSA)));
        corpus.put("signature cut short", claims -> {
            String token = TestKeys.signed(RS256, claims, RSA);
            return token.substring(0, token.length() - 8);
        });
        corpus.put("claims changed after signing", claims -> {
            String[] parts = TestKeys.signed(RS256, claims, RSA).split("\\.", -1);
            Map<String, Object> changed = changed(claims, "sub", "admin");
            return parts[0] + "." + TestKeys.base64(json(changed).getBytes(StandardCharsets.UTF_8)) + "." + parts[2];
        });
        corpus.put(
                "crit with something unknown",
                claims -> TestKeys.signed(
                        "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"crit\":[\"x\"],\"x\":1}", json(claims), "RS256", RSA));
        corpus.put(
                "b64 off",
                claims -> TestKeys.signed(
                        "{\"alg\":\"RS256\",\"kid\":\"rsa\",\"crit\":[\"b64\"],\"b64\":false}",
                        json(claims),
                        "RS256",
                        RSA));
        corpus.put(
                "another kind of token",
                claims -> TestKeys.signed(Map.of("alg", "RS256", "kid", "rsa", "typ", "at+jwt"), claims, RSA));
    }

    private static void shapes(Map<String, Function<Map<String, Object>, String>> corpus) {
        for (String shape : List.of("", ".", "..", "a.b.c", "a.b.c.d.e", "null", "{}", "\u0000", "x".repeat(70_000))) {
            corpus.put("shape '" + shape.substring(0, Math.min(9, shape.length())) + "'", claims -> shape);
        }
        corpus.put("an encrypted wrapper of five parts", claims -> TestKeys.signed(RS256, claims, RSA) + ".x.y");
        corpus.put("too long", claims -> TestKeys.signed(RS256, changed(claims, "x", "y".repeat(70_000)), RSA));
        for (String payload : List.of("null", "[]", "\"x\"", "{", "{}", "{'sub':'x'}", "[".repeat(3000))) {
            corpus.put(
                    "claims " + payload.substring(0, Math.min(9, payload.length())),
                    claims -> TestKeys.signed("{\"alg\":\"RS256\",\"kid\":\"rsa\"}", payload, "RS256", RSA));
        }
        corpus.put("sub twice", claims -> {
            String json = json(claims);
            return TestKeys.signed(
                    "{\"alg\":\"RS256\",\"kid\":\"rsa\"}",
                    json.substring(0, json.length() - 1) + ",\"sub\":\"admin\"}",
                    "RS256",
                    RSA);
        });
        corpus.put(
                "nested too deep",
                claims -> TestKeys.signed(
                        "{\"alg\":\"RS256\",\"kid\":\"rsa\"}",
                        json(claims).replaceFirst("\\{", "{\"x\":" + "[".repeat(200) + "]".repeat(200) + ","),
                        "RS256",
                        RSA));
    }

    private static void claims(Map<String, Function<Map<String, Object>, String>> corpus) {
        for (String claim : List.of("iss", "aud", "exp", "iat", "sub", "nonce")) {
            corpus.put("without " + claim, with(claim, Optional.empty()));
            corpus.put(claim + " of another type", with(claim, Map.of("a", 1)));
        }
        String client = FakeOidcUpstream.CLIENT_ID;
        corpus.put("iss of another", with("iss", "https://evil.example"));
        corpus.put(
                "iss with a slash more",
                claims -> TestKeys.signed(RS256, changed(claims, "iss", claims.get("iss") + "/"), RSA));
        corpus.put("aud of another client", with("aud", "another"));
        corpus.put("aud that begins like ours", with("aud", client + "2"));
        corpus.put("aud empty", with("aud", List.of()));
        corpus.put("aud with something else in it", with("aud", List.of(client, 1)));
        corpus.put("two audiences without azp", with("aud", List.of(client, "b")));
        corpus.put("azp of another client", with("azp", "another"));
        corpus.put("azp of another type", with("azp", List.of(client)));
        corpus.put("expired", with("exp", now() - 61));
        corpus.put("exp as a text", with("exp", "9999999999"));
        corpus.put("exp negative", with("exp", -1));
        corpus.put("exp out of all bounds", with("exp", 1e300));
        corpus.put("issued in the future", with("iat", now() + 90));
        corpus.put("not valid yet", with("nbf", now() + 90));
        corpus.put("nonce of another sign-in", with("nonce", "another"));
        corpus.put("nonce empty", with("nonce", ""));
        corpus.put("at_hash of another token", with("at_hash", TestKeys.halfHash("another")));
        corpus.put("at_hash of another type", with("at_hash", 1));
        corpus.put("sub empty", with("sub", ""));
        corpus.put("sub blank", with("sub", " "));
        corpus.put("sub too long", with("sub", "x".repeat(256)));
        corpus.put("sub as a number", with("sub", 1));
        corpus.put("sub with a control character", with("sub", "a\u0000b"));
    }

    private void assertAccepted(String name, Function<Map<String, Object>, String> maker, String... ours) {
        test.upstream.tokenMaker = (claims, accessToken) -> {
            Map<String, Object> all = new LinkedHashMap<>(claims);
            for (String claim : ours) {
                all.put(claim, FakeOidcUpstream.CLIENT_ID);
            }
            return maker.apply(all);
        };
        assertEquals(name, "jane-1", test.signIn().userId());
    }

    private void assertRefused(String name, Function<Map<String, Object>, String> maker) {
        List<String> tokens = new ArrayList<>();
        test.upstream.tokenMaker = (claims, accessToken) -> {
            tokens.add(maker.apply(claims));
            return tokens.get(0);
        };
        try {
            test.signIn();
        } catch (ConnectorException e) {
            assertEquals(name + ": " + e.getMessage(), SignInRefusedException.class, e.getClass());
            assertEquals(name, SignInRefusedException.Reason.INVALID_ANSWER, ((SignInRefusedException) e).reason());
            String message = String.valueOf(e.getMessage());
            assertTrue(name + ": message of " + message.length(), message.length() < 200);
            assertFalse(name, tokens.get(0).length() > 8 && message.contains(tokens.get(0)));
            return;
        }
        throw new AssertionError(name + ": somebody is signed in");
    }

    private static Function<Map<String, Object>, String> with(String claim, Object value) {
        return claims -> TestKeys.signed(RS256, changed(claims, claim, value), RSA);
    }

    private static Map<String, Object> changed(Map<String, Object> claims, String claim, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        changed.values().removeIf(Optional.empty()::equals);
        return changed;
    }

    private static String unsigned(String algorithm, Map<String, Object> claims) {
        UnaryOperator<String> encode = text -> TestKeys.base64(text.getBytes(StandardCharsets.UTF_8));
        return encode.apply("{\"alg\":\"" + algorithm + "\"}") + "." + encode.apply(json(claims)) + ".";
    }

    private static String cut(String token) {
        return token.substring(0, token.lastIndexOf('.') + 1);
    }

    private static String json(Map<String, Object> claims) {
        return new Gson().toJson(claims);
    }

    private static long now() {
        return System.currentTimeMillis() / 1000;
    }
}
