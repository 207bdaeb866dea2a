package io.narthex.provider.internal.client.key;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.Gson;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.MovableClock;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.used.StoredUsedOnce;
import io.narthex.storage.memory.internal.MemoryRecordStore;
import java.net.URI;
import java.security.Key;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

/** Nimbus plays the client, and where it would not go along, the assertions are made by hand. */
public class SignedAssertionsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private final MovableClock clock = new MovableClock();
    private final MemoryRecordStore store = new MemoryRecordStore();
    private final ProviderSettings settings = TestProvider.settings();
    private final Map<String, Client> clients = new HashMap<>(Map.of(
            "keys", byKey("keys"),
            "other", byKey("other"),
            "hmac", TestProvider.confidential("hmac", "secret", SECRET, "tokenEndpointAuthMethod", "client_secret_jwt"),
            "basic", TestProvider.confidential("basic", "secret", SECRET, "jwks", TestJwts.jwks())));
    private final List<String> fetched = new ArrayList<>();
    private String served = TestJwts.jwks();

    private final SignedAssertions assertions = new SignedAssertions(
            () -> settings,
            id -> Optional.ofNullable(clients.get(id)),
            new ClientSignatures(new ClientKeys(this::fetch, clock)),
            new StoredUsedOnce(store),
            clock);

    @After
    public void stop() {
        store.close();
    }

    @Test
    public void takesWhatALibrarySignsWithEveryAlgorithm() throws Exception {
        for (String name : List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")) {
            assertEquals("keys", authenticate(byNimbus("keys", name, new RSASSASigner(TestJwts.RSA.getPrivate()))));
        }
        assertEquals("keys", authenticate(byNimbus("keys", "ES256", ecdsa(TestJwts.P256.getPrivate()))));
        assertEquals("keys", authenticate(byNimbus("keys", "ES384", ecdsa(TestJwts.P384.getPrivate()))));
        assertEquals("keys", authenticate(byNimbus("keys", "ES512", ecdsa(TestJwts.P521.getPrivate()))));
        for (String name : List.of("HS256", "HS384", "HS512")) {
            assertEquals("hmac", authenticate(byNimbus("hmac", name, new MACSigner(SECRET))));
        }
        assertEquals("keys", authenticate(jwt(Map.of("alg", "EdDSA"), claims("keys"), TestJwts.ED.getPrivate())));
    }

    @Test
    public void takesTheAddressThatIsCalledAndTheTokenEndpointForItself() {
        for (Object audience : List.of(
                TestProvider.ISSUER,
                TestProvider.ISSUER + "/token",
                TestProvider.ISSUER + "/par",
                List.of(TestProvider.ISSUER, TestProvider.ISSUER + "/token"))) {
            Map<String, Object> claims = claims("keys");
            claims.put("aud", audience);
            assertEquals(
                    "keys",
                    assertions
                            .authenticate(rs256(claims), Optional.of("keys"), "/par")
                            .id());
        }
    }

    @Test
    public void takesAnAssertionOnceOverAllNodes() {
        String assertion = rs256(claims("keys"));
        SignedAssertions node = new SignedAssertions(
                () -> settings,
                id -> Optional.ofNullable(clients.get(id)),
                new ClientSignatures(new ClientKeys(this::fetch, clock)),
                new StoredUsedOnce(store),
                clock);
        assertEquals("keys", authenticate(assertion));
        OAuthException refusal =
                assertRefused(ErrorCode.INVALID_CLIENT, () -> node.authenticate(assertion, Optional.empty(), "/token"));
        assertEquals("client_assertion: jti: used before", refusal.detail());
    }

    @Test
    public void tellsTheIdsOfTwoClientsApart() {
        Map<String, Object> one = claims("keys");
        Map<String, Object> other = claims("other");
        one.put("jti", "same");
        other.put("jti", "same");
        assertEquals("keys", authenticate(rs256(one)));
        assertEquals("other", authenticate(rs256(other)));
    }

    @Test
    public void writesNothingForAnAssertionThatDoesNotHold() {
        Map<String, Object> claims = claims("keys");
        claims.put("aud", "https://other.example");
        assertRefused(ErrorCode.INVALID_CLIENT, () -> authenticate(rs256(claims)));
        assertTrue(store.list("used", Optional.empty(), 10).records().isEmpty());
    }

    @Test
    public void refusesWhatACarelessValidatorTakes() {
        Map<String, String> hostile = new LinkedHashMap<>(hostileHeaders());
        hostile.putAll(hostileClaims());
        hostile.forEach((why, jwt) -> {
            assertTrue(why, Careless.takes(jwt, TestJwts.jwks(), SECRET));
            OAuthException refusal = assertRefused(ErrorCode.INVALID_CLIENT, () -> authenticate(jwt));
            assertTrue(why + ": " + refusal.detail(), refusal.detail().startsWith("client_assertion: "));
            assertEquals("client authentication failed", refusal.description());
        });
        assertTrue(fetched.toString(), fetched.isEmpty());
    }

    private Map<String, String> hostileHeaders() {
        Key stranger = TestJwts.STRANGER.getPrivate();
        String jwk = TestJwts.rsa("RSA", TestJwts.STRANGER).toJSONString();
        Map<String, String> hostile = new LinkedHashMap<>();
        hostile.put("none", jwt(Map.of("alg", "none"), claims("keys"), stranger));
        hostile.put("nOnE", jwt(Map.of("alg", "nOnE"), claims("keys"), stranger));
        hostile.put("none, for a client with a secret", jwt(Map.of("alg", "none"), claims("hmac"), stranger));
        hostile.put(
                "a key in the header",
                TestJwts.signed("{\"alg\":\"RS256\",\"jwk\":" + jwk + "}", json(claims("keys")), "RS256", stranger));
        hostile.put(
                "the public key as a secret", jwt(Map.of("alg", "HS256"), claims("keys"), TestJwts.RSA.getPublic()));
        hostile.put("the secret of a client that has keys", jwt(Map.of("alg", "HS256"), claims("basic"), key(SECRET)));
        hostile.put(
                "a key of a client that has a secret",
                jwt(Map.of("alg", "RS256"), claims("hmac"), TestJwts.RSA.getPrivate()));
        hostile.put("a client that may not", rs256(claims("basic")));
        hostile.put(
                "another kind of JWT",
                jwt(Map.of("alg", "RS256", "typ", "oauth-authz-req+jwt"), claims("keys"), TestJwts.RSA.getPrivate()));
        hostile.put(
                "critical parameters",
                TestJwts.signed(
                        "{\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1}",
                        json(claims("keys")),
                        "RS256",
                        TestJwts.RSA.getPrivate()));
        return hostile;
    }

    private Map<String, String> hostileClaims() {
        long now = clock.instant().getEpochSecond();
        Map<String, String> hostile = new LinkedHashMap<>();
        for (String missing : List.of("iss", "sub", "aud", "exp", "jti")) {
            Map<String, Object> claims = claims("keys");
            claims.remove(missing);
            hostile.put("without " + missing, rs256(claims));
        }
        Map<String, List<Object>> wrong = new LinkedHashMap<>();
        wrong.put("iss", List.of("other", "", 1, TestProvider.ISSUER));
        wrong.put("sub", List.of("other", "nobody", "", List.of("keys")));
        wrong.put(
                "aud",
                List.of(
                        "https://other.example",
                        TestProvider.ISSUER + "/",
                        TestProvider.ISSUER + "/revoke",
                        List.of(),
                        List.of(TestProvider.ISSUER, "https://other.example"),
                        Map.of("aud", TestProvider.ISSUER)));
        wrong.put("exp", List.of(now - 60, now + 3_661, "soon", -1, 1e300));
        wrong.put("nbf", List.of(now + 61, "now"));
        wrong.put("iat", List.of(now + 61, true));
        wrong.put("jti", List.of("", 7));
        wrong.forEach((name, values) -> values.forEach(value -> {
            Map<String, Object> claims = claims("keys");
            claims.put(name, value);
            hostile.put(name + " = " + value, rs256(claims));
        }));
        String doubled = json(claims("keys")).replaceFirst("\\{", "{\"sub\":\"other\",");
        hostile.put(
                "a claim twice", TestJwts.signed("{\"alg\":\"RS256\"}", doubled, "RS256", TestJwts.RSA.getPrivate()));
        return hostile;
    }

    @Test
    public void refusesWhatIsNoJwt() {
        String good = rs256(claims("keys"));
        for (String text : List.of(
                "",
                ".",
                "..",
                "a.b.c",
                good + ".x.y",
                good.substring(0, good.lastIndexOf('.')),
                good.substring(0, good.length() - 2),
                good.replace('.', '|'),
                " " + good,
                good + "=",
                "x".repeat(9_000),
                TestJwts.signed("[]", "{}", "RS256", TestJwts.RSA.getPrivate()),
                TestJwts.signed("{\"alg\":1}", "{}", "RS256", TestJwts.RSA.getPrivate()),
                TestJwts.signed("{}", "{}", "RS256", TestJwts.RSA.getPrivate()),
                TestJwts.signed("{\"alg\":\"RS256\"}", "[]", "RS256", TestJwts.RSA.getPrivate()),
                TestJwts.signed("{\"alg\":\"RS256\"}", "{\"sub\":", "RS256", TestJwts.RSA.getPrivate()))) {
            assertRefused(ErrorCode.INVALID_CLIENT, () -> authenticate(text));
        }
        assertEquals("keys", authenticate(good));
    }

    @Test
    public void refusesAKeyThatDoesNotFitTheAlgorithm() {
        // The signature is right for the key; only the name of the algorithm is that of another curve.
        String header = "{\"alg\":\"ES384\",\"kid\":\"P256\"}";
        String jwt = TestJwts.signed(header, json(claims("keys")), "ES256", TestJwts.P256.getPrivate());
        assertRefused(ErrorCode.INVALID_CLIENT, () -> authenticate(jwt));
    }

    @Test
    public void holdsAClientToTheOneAlgorithmItHasRegistered() {
        clients.put(
                "keys",
                TestProvider.confidential(
                        "keys",
                        "jwks",
                        TestJwts.jwks(),
                        "tokenEndpointAuthMethod",
                        "private_key_jwt",
                        "tokenEndpointAuthSigningAlgorithm",
                        "PS256"));
        assertRefused(ErrorCode.INVALID_CLIENT, () -> authenticate(rs256(claims("keys"))));
        assertEquals("keys", authenticate(jwt(Map.of("alg", "PS256"), claims("keys"), TestJwts.RSA.getPrivate())));
    }

    @Test
    public void fetchesKeysOnceAndAgainForOneThatIsNotAmongThem() {
        clients.put("far", fetching("far"));
        assertEquals("far", authenticate(rs256(claims("far"))));
        assertEquals("far", authenticate(rs256(claims("far"))));
        assertEquals(List.of("https://far.example/keys"), fetched);
        Map<String, Object> header = Map.of("alg", "RS256", "kid", "new");
        served = "{\"keys\":[" + TestJwts.rsa("new", TestJwts.STRANGER).toJSONString() + "]}";
        assertEquals("far", authenticate(jwt(header, claims("far"), TestJwts.STRANGER.getPrivate())));
        assertEquals(2, fetched.size());
    }

    @Test
    public void fetchesKeysAgainForOneThatHasTakenThePlaceOfAnother() {
        clients.put("far", fetching("far"));
        String first = "{\"keys\":[" + TestJwts.rsa("same", TestJwts.RSA).toJSONString() + "]}";
        served = first;
        assertEquals("far", authenticate(rs256(claims("far"))));
        served = "{\"keys\":[" + TestJwts.rsa("same", TestJwts.STRANGER).toJSONString() + "]}";
        for (Map<String, Object> header :
                List.<Map<String, Object>>of(Map.of("alg", "RS256"), Map.of("alg", "RS256", "kid", "same"))) {
            assertEquals("far", authenticate(jwt(header, claims("far"), TestJwts.STRANGER.getPrivate())));
        }
        assertEquals(2, fetched.size());
        served = first;
        assertEquals("far", authenticate(rs256(claims("far"))));
        assertEquals(3, fetched.size());
    }

    @Test
    public void fetchesKeysFiveTimesAtOnceAndThenOnceAMinute() {
        clients.put("far", fetching("far"));
        assertEquals("far", authenticate(rs256(claims("far"))));
        for (int i = 0; i < 20; i++) {
            Map<String, Object> unknown = Map.of("alg", "RS256", "kid", "unknown" + i);
            assertRefused(
                    ErrorCode.INVALID_CLIENT,
                    () -> authenticate(jwt(unknown, claims("far"), TestJwts.STRANGER.getPrivate())));
            assertRefused(
                    ErrorCode.INVALID_CLIENT,
                    () -> authenticate(jwt(Map.of("alg", "RS256"), claims("far"), TestJwts.STRANGER.getPrivate())));
        }
        assertEquals(1 + 5, fetched.size());
        clock.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 20; i++) {
            Map<String, Object> unknown = Map.of("alg", "RS256", "kid", "unknown" + i);
            assertRefused(
                    ErrorCode.INVALID_CLIENT,
                    () -> authenticate(jwt(unknown, claims("far"), TestJwts.STRANGER.getPrivate())));
        }
        assertEquals(1 + 5 + 1, fetched.size());
    }

    @Test
    public void goesOnWithTheLastGoodKeysWhileTheClientIsAway() {
        clients.put("far", fetching("far"));
        assertEquals("far", authenticate(rs256(claims("far"))));
        served = "";
        clock.advance(Duration.ofHours(1));
        assertEquals("far", authenticate(rs256(claims("far"))));
        assertEquals(2, fetched.size());
    }

    @Test
    public void asksAClientThatIsAwayOnlyNowAndThen() {
        clients.put("far", fetching("far"));
        served = "";
        for (int i = 0; i < 20; i++) {
            assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> authenticate(rs256(claims("far"))));
        }
        assertEquals(1, fetched.size());
        served = TestJwts.jwks();
        clock.advance(Duration.ofSeconds(11));
        assertEquals("far", authenticate(rs256(claims("far"))));
    }

    @Test
    public void saysNothingOfAnAssertionInAnyText() {
        String assertion = rs256(claims("keys"));
        ClientJwt jwt = ClientJwt.parse(assertion, 10_000);
        assertEquals("ClientJwt[alg=RS256]", jwt.toString());
        assertFalse(jwt.claims().toString().contains("keys\""));
    }

    private String fetch(URI uri, String mediaType) {
        fetched.add(uri.toString());
        if (served.isEmpty()) {
            throw new UpstreamUnavailableException("GET " + uri + ": answered 503");
        }
        return served;
    }

    private String authenticate(String assertion) {
        return assertions.authenticate(assertion, Optional.empty(), "/token").id();
    }

    private static Client byKey(String id) {
        return TestProvider.confidential(
                id, "jwks", TestJwts.jwks(), "tokenEndpointAuthMethod", "private_key_jwt", "secret", SECRET);
    }

    private static Client fetching(String id) {
        return TestProvider.confidential(
                id, "jwksURI", "https://far.example/keys", "tokenEndpointAuthMethod", "private_key_jwt");
    }

    private Map<String, Object> claims(String clientId) {
        Instant now = clock.instant();
        return new LinkedHashMap<>(Map.of(
                "iss",
                clientId,
                "sub",
                clientId,
                "aud",
                TestProvider.ISSUER,
                "jti",
                RandomIds.next(),
                "iat",
                now.getEpochSecond(),
                "exp",
                now.plusSeconds(60).getEpochSecond()));
    }

    private static String rs256(Map<String, Object> claims) {
        return jwt(Map.of("alg", "RS256"), claims, TestJwts.RSA.getPrivate());
    }

    private static String jwt(Map<String, Object> header, Map<String, Object> claims, Key key) {
        return TestJwts.signed(header, claims, key);
    }

    private static String json(Map<String, Object> claims) {
        return new Gson().toJson(claims);
    }

    private static Key key(String secret) {
        return TestJwts.secret(secret);
    }

    private static JWSSigner ecdsa(Key key) throws Exception {
        return new ECDSASigner((ECPrivateKey) key);
    }

    private String byNimbus(String clientId, String algorithm, JWSSigner signer) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).build(),
                new JWTClaimsSet.Builder()
                        .issuer(clientId)
                        .subject(clientId)
                        .audience(TestProvider.ISSUER + "/token")
                        .jwtID(RandomIds.next())
                        .expirationTime(Date.from(clock.instant().plusSeconds(60)))
                        .build());
        jwt.sign(signer);
        return jwt.serialize();
    }
}
