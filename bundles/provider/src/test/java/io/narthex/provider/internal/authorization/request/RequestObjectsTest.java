package io.narthex.provider.internal.authorization.request;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.Gson;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.key.Careless;
import io.narthex.provider.internal.client.key.TestJwts;
import java.security.Key;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Nimbus plays the client, and where it would not go along, the objects are made by hand. */
public class RequestObjectsTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String THERE = "https://app.example/request";

    private final TestProvider provider = new TestProvider();

    @Before
    public void register() {
        app("requestURIs", THERE);
    }

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void takesWhatALibrarySigns() throws Exception {
        Map<String, JWSSigner> signers = new LinkedHashMap<>();
        for (String name : List.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")) {
            signers.put(name, new RSASSASigner(TestJwts.RSA.getPrivate()));
        }
        signers.put("ES256", new ECDSASigner((ECPrivateKey) TestJwts.P256.getPrivate()));
        signers.put("ES384", new ECDSASigner((ECPrivateKey) TestJwts.P384.getPrivate()));
        signers.put("ES512", new ECDSASigner((ECPrivateKey) TestJwts.P521.getPrivate()));
        for (Map.Entry<String, JWSSigner> one : signers.entrySet()) {
            assertEquals(
                    "in",
                    begin(outside(byNimbus(one.getKey(), one.getValue())))
                            .state()
                            .orElseThrow());
        }
        app("tokenEndpointAuthMethod", "client_secret_jwt");
        assertEquals(
                "in",
                begin(outside(byNimbus("HS256", new MACSigner(SECRET)))).state().orElseThrow());
    }

    @Test
    public void letsWhatIsInsideSupersedeWhatIsBeside() {
        Map<String, String> request = TestProvider.request("openid");
        request.put("redirect_uri", "https://evil.example/");
        request.put("login_hint", "jane");
        request.put("request", rs256(claims()));
        AuthorizationRequest begun = begin(request);
        assertEquals(TestProvider.CALLBACK, begun.redirectUri());
        assertEquals(List.of("openid", "email"), begun.scopes());
        assertEquals(Optional.of("in"), begun.state());
        assertEquals(Optional.of(Duration.ofSeconds(60)), begun.interaction().maxAge());
        assertEquals(Optional.of("jane"), begun.interaction().loginHint());
    }

    @Test
    public void holdsWhatIsInsideToEveryRule() {
        Map<String, Object> elsewhere = claims();
        elsewhere.put("redirect_uri", "https://evil.example/");
        OAuthException shown = assertRefused(ErrorCode.INVALID_REQUEST, () -> begin(outside(rs256(elsewhere))));
        assertTrue(shown.target().isEmpty());
        Map<String, Object> unknown = claims();
        unknown.put("scope", "openid phonebook");
        OAuthException sent = assertRefused(ErrorCode.INVALID_SCOPE, () -> begin(outside(rs256(unknown))));
        assertEquals(Optional.of("in"), sent.target().orElseThrow().state());
        Map<String, Object> registering = claims();
        registering.put("registration", Map.of("client_name", "x"));
        assertRefused(ErrorCode.REGISTRATION_NOT_SUPPORTED, () -> begin(outside(rs256(registering))));
    }

    @Test
    public void refusesWhatACarelessValidatorTakes() {
        Map<String, String> hostile = new LinkedHashMap<>(hostileHeaders());
        hostile.putAll(hostileClaims());
        hostile.forEach((why, object) -> {
            assertTrue(why, Careless.takes(object, TestJwts.jwks(), SECRET));
            OAuthException refusal = assertRefused(ErrorCode.INVALID_REQUEST_OBJECT, () -> begin(outside(object)));
            assertTrue(why + ": " + refusal.description(), refusal.description().startsWith("request object: "));
            assertEquals(why, Optional.of("s1"), refusal.target().orElseThrow().state());
        });
    }

    private Map<String, String> hostileHeaders() {
        Key own = TestJwts.RSA.getPrivate();
        Key stranger = TestJwts.STRANGER.getPrivate();
        String jwk = TestJwts.rsa("RSA", TestJwts.STRANGER).toJSONString();
        Map<String, String> hostile = new LinkedHashMap<>();
        hostile.put("NONE", TestJwts.signed(Map.of("alg", "NONE"), claims(), own));
        hostile.put(
                "a key in the header",
                TestJwts.signed(
                        "{\"alg\":\"RS256\",\"jwk\":" + jwk + "}", new Gson().toJson(claims()), "RS256", stranger));
        hostile.put(
                "the public key as a secret",
                TestJwts.signed(Map.of("alg", "HS256"), claims(), TestJwts.RSA.getPublic()));
        hostile.put(
                "the secret of a client that signs with keys",
                TestJwts.signed(Map.of("alg", "HS256"), claims(), TestJwts.secret(SECRET)));
        for (String type : List.of("client-authentication+jwt", "at+jwt", "dpop+jwt", "logout+jwt")) {
            hostile.put(type, TestJwts.signed(Map.of("alg", "RS256", "typ", type), claims(), own));
        }
        return hostile;
    }

    private Map<String, String> hostileClaims() {
        long now = provider.clock.instant().getEpochSecond();
        Map<String, List<Object>> wrong = new LinkedHashMap<>();
        wrong.put("iss", List.of("other", 1));
        wrong.put(
                "aud",
                List.of(
                        "https://other.example",
                        TestProvider.ISSUER + "/token",
                        List.of(TestProvider.ISSUER, "https://other.example")));
        wrong.put("sub", List.of("app"));
        wrong.put("client_id", List.of("other", 1));
        wrong.put("response_type", List.of("token", "code id_token"));
        wrong.put("exp", List.of(now - 60, "soon"));
        wrong.put("nbf", List.of(now + 61));
        wrong.put("iat", List.of(now + 61));
        wrong.put("request", List.of("a.b.c"));
        wrong.put("request_uri", List.of(THERE, "urn:ietf:params:oauth:request_uri:x"));
        wrong.put("resource", List.of(List.of(1)));
        Map<String, String> hostile = new LinkedHashMap<>();
        wrong.forEach((name, values) -> values.forEach(value -> {
            Map<String, Object> claims = claims();
            claims.put(name, value);
            hostile.put(name + " = " + value, rs256(claims));
        }));
        return hostile;
    }

    @Test
    public void takesUnsignedObjectsOnlyOfAClientThatSendsNoOthers() {
        String unsigned =
                new PlainJWT(new JWTClaimsSet.Builder().claim("state", "in").build()).serialize();
        OAuthException refusal = assertRefused(ErrorCode.REQUEST_NOT_SUPPORTED, () -> begin(outside(unsigned)));
        assertEquals(Optional.of("s1"), refusal.target().orElseThrow().state());
        assertRefused(ErrorCode.REQUEST_NOT_SUPPORTED, () -> begin(outside(unsigned + "c2ln")));
        provider.documents.served.put(THERE, unsigned);
        assertRefused(ErrorCode.REQUEST_URI_NOT_SUPPORTED, () -> begin(reference(THERE)));
        app("requestObjectSigningAlgorithm", "RS256");
        assertRefused(ErrorCode.INVALID_REQUEST_OBJECT, () -> begin(outside(unsigned)));
        app("requestObjectSigningAlgorithm", "none");
        assertEquals(Optional.of("in"), begin(outside(unsigned)).state());
        assertRefused(ErrorCode.INVALID_REQUEST_OBJECT, () -> begin(outside(unsigned + "c2ln")));
        assertRefused(ErrorCode.INVALID_REQUEST_OBJECT, () -> begin(outside(rs256(claims()))));
    }

    @Test
    public void holdsAClientToTheOneAlgorithmItHasRegistered() {
        app("requestObjectSigningAlgorithm", "HS512");
        assertRefused(ErrorCode.INVALID_REQUEST_OBJECT, () -> begin(outside(rs256(claims()))));
        String object = TestJwts.signed(Map.of("alg", "HS512"), claims(), TestJwts.secret(SECRET));
        assertEquals(Optional.of("in"), begin(outside(object)).state());
    }

    @Test
    public void refusesAnObjectOfAnotherClient() {
        provider.put(
                TestProvider.confidential("other", "jwks", "{\"keys\":[" + TestJwts.ec("x", TestJwts.P256) + "]}"));
        Map<String, String> request = outside(rs256(claims()));
        request.put("client_id", "other");
        assertRefused(ErrorCode.INVALID_REQUEST_OBJECT, () -> begin(request));
    }

    @Test
    public void refusesTwoFormsAtOnce() {
        Map<String, String> request = outside(rs256(claims()));
        request.put("request_uri", THERE);
        assertRefused(ErrorCode.INVALID_REQUEST, () -> begin(request));
        assertRefused(
                ErrorCode.INVALID_REQUEST,
                () -> provider.signIn.begin(
                        Parameters.of(outside(rs256(claims()))).and(Parameters.parse("request=a.b.c"))));
    }

    @Test
    public void sendsNoErrorToAnAddressThatIsNotRegistered() {
        Map<String, String> request = outside("a.b.c");
        request.put("redirect_uri", "https://evil.example/");
        assertTrue(assertRefused(ErrorCode.INVALID_REQUEST_OBJECT, () -> begin(request))
                .target()
                .isEmpty());
        request.put("client_id", "nobody");
        assertTrue(assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> begin(request))
                .target()
                .isEmpty());
    }

    @Test
    public void fetchesAnObjectFromWhereItsClientHasRegistered() {
        provider.documents.served.put(THERE, rs256(claims()) + "\n");
        assertEquals(Optional.of("in"), begin(reference(THERE)).state());
        assertEquals(Optional.of("in"), begin(reference(THERE)).state());
        assertEquals(List.of(THERE, THERE), provider.documents.fetched);
    }

    @Test
    public void keepsAnObjectWhoseAddressNamesItsContent() {
        provider.documents.served.put(THERE, rs256(claims()));
        for (int i = 0; i < 5; i++) {
            assertEquals(Optional.of("in"), begin(reference(THERE + "#one")).state());
        }
        assertEquals(List.of(THERE), provider.documents.fetched);
        assertEquals(Optional.of("in"), begin(reference(THERE + "#two")).state());
        assertEquals(2, provider.documents.fetched.size());
    }

    @Test
    public void neverCallsAnAddressThatIsNotRegistered() {
        app("requestURIs", THERE + "#one");
        for (String uri : List.of(
                THERE,
                THERE + "#two",
                THERE + "/",
                THERE + "?x",
                "HTTPS://app.example/request#one",
                "https://evil.example/",
                "http://169.254.169.254/",
                "file:///etc/passwd",
                "urn:ietf:params:oauth:request_uri:x")) {
            OAuthException refusal = assertRefused(ErrorCode.INVALID_REQUEST_URI, () -> begin(reference(uri)));
            assertTrue(refusal.target().isPresent());
        }
        assertTrue(provider.documents.fetched.isEmpty());
    }

    @Test
    public void callsNothingForAClientThatHasRegisteredNoAddress() {
        app();
        OAuthException refusal = assertRefused(ErrorCode.REQUEST_URI_NOT_SUPPORTED, () -> begin(reference(THERE)));
        assertTrue(refusal.target().isPresent());
        assertTrue(provider.documents.fetched.isEmpty());
    }

    @Test
    public void saysWhenThereIsNothingToFetch() {
        OAuthException refusal = assertRefused(ErrorCode.INVALID_REQUEST_URI, () -> begin(reference(THERE)));
        assertEquals("request_uri: cannot be fetched", refusal.description());
        assertFalse(refusal.detail().isEmpty());
        provider.documents.served.put(THERE, "<html>");
        assertRefused(ErrorCode.INVALID_REQUEST_OBJECT, () -> begin(reference(THERE)));
        provider.documents.served.put(THERE, "a".repeat(RequestObjects.LONGEST + 1));
        assertRefused(ErrorCode.INVALID_REQUEST_URI, () -> begin(reference(THERE)));
    }

    @Test
    public void writesNothing() {
        assertEquals(Optional.of("in"), begin(outside(rs256(claims()))).state());
        for (String kind : List.of("used", "grant", "pushed-request")) {
            assertTrue(provider.store.list(kind, Optional.empty(), 10).records().isEmpty());
        }
    }

    private void app(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of("secret", SECRET, "jwks", TestJwts.jwks()));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        provider.put(TestProvider.confidential(
                "app",
                values.entrySet().stream()
                        .flatMap(entry -> List.of(entry.getKey(), entry.getValue()).stream())
                        .toArray(String[]::new)));
    }

    private AuthorizationRequest begin(Map<String, String> request) {
        return provider.signIn.begin(Parameters.of(request)).request();
    }

    private static Map<String, String> outside(String object) {
        Map<String, String> request = TestProvider.request("openid");
        request.put("request", object);
        return request;
    }

    private static Map<String, String> reference(String uri) {
        Map<String, String> request = TestProvider.request("openid");
        request.put("request_uri", uri);
        return request;
    }

    private static Map<String, Object> claims() {
        return new LinkedHashMap<>(Map.of(
                "client_id", "app",
                "redirect_uri", TestProvider.CALLBACK,
                "response_type", "code",
                "scope", "openid email",
                "state", "in",
                "nonce", "n2",
                "max_age", 60));
    }

    private static String rs256(Map<String, Object> claims) {
        return TestJwts.signed(Map.of("alg", "RS256"), claims, TestJwts.RSA.getPrivate());
    }

    private String byNimbus(String algorithm, JWSSigner signer) throws Exception {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer("app")
                .audience(TestProvider.ISSUER)
                .issueTime(Date.from(provider.clock.instant()))
                .expirationTime(Date.from(provider.clock.instant().plusSeconds(60)));
        claims().forEach(claims::claim);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                        .type(new JOSEObjectType("oauth-authz-req+jwt"))
                        .build(),
                claims.build());
        jwt.sign(signer);
        return jwt.serialize();
    }
}
