package io.narthex.provider.internal.authorization.request;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.PushedRequest;
import io.narthex.provider.internal.Parallel;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.key.TestJwts;
import io.narthex.storage.StoredRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

public class PushedRequestsTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final TestProvider provider = new TestProvider();
    private final Map<String, String> form = TestProvider.request("openid email");
    private final AtomicInteger admitted = new AtomicInteger();

    public PushedRequestsTest() {
        form.put("client_secret", TestProvider.SECRET);
    }

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void beginsAsThePlainRequestWould() {
        PushedRequest pushed = push(form);
        assertEquals(Duration.ofSeconds(60), pushed.expiresIn());
        assertTrue(pushed.requestUri().startsWith("urn:ietf:params:oauth:request_uri:"));
        AuthorizationRequest plain = provider.signIn
                .begin(Parameters.of(TestProvider.request("openid email")))
                .request();
        assertEquals(plain, begin("app", pushed));
    }

    @Test
    public void countsNothingThatStandsBesideAPushedRequest() {
        Map<String, String> request = auth("app", push(form).requestUri());
        request.put("redirect_uri", "https://evil.example/");
        request.put("state", "other");
        request.put("login_hint", "mallory");
        AuthorizationRequest begun =
                provider.signIn.begin(Parameters.of(request)).request();
        assertEquals(TestProvider.CALLBACK, begun.redirectUri());
        assertEquals(Optional.of("s1"), begun.state());
        assertEquals(Optional.empty(), begun.interaction().loginHint());
    }

    @Test
    public void isGoodOnce() {
        PushedRequest pushed = push(form);
        assertEquals("app", begin("app", pushed).clientId());
        assertGone("app", pushed.requestUri());
    }

    @Test
    public void isGoodOnceForManyAtOnceOnTwoNodes() throws Exception {
        TestProvider other = provider.another();
        other.clients.putAll(provider.clients);
        Map<String, String> request = auth("app", push(form).requestUri());
        AtomicInteger turn = new AtomicInteger();
        List<Object> outcomes = Parallel.outcomes(8, () -> {
            TestProvider node = turn.getAndIncrement() % 2 == 0 ? provider : other;
            return node.signIn.begin(Parameters.of(request)).request().clientId();
        });
        assertEquals(1, outcomes.stream().filter("app"::equals).count());
        assertTrue(outcomes.stream()
                .filter(outcome -> !outcome.equals("app"))
                .allMatch(outcome ->
                        outcome instanceof OAuthException refusal && refusal.error() == ErrorCode.INVALID_REQUEST_URI));
    }

    @Test
    public void isGoodForItsClientOnlyAndNotUsedUpByAnother() {
        PushedRequest pushed = push(form);
        assertGone("other", pushed.requestUri());
        assertEquals("app", begin("app", pushed).clientId());
    }

    @Test
    public void expires() {
        PushedRequest pushed = push(form);
        provider.clock.advance(Duration.ofSeconds(61));
        assertGone("app", pushed.requestUri());
    }

    @Test
    public void refusesAnythingThatWasNotPushed() {
        for (String id : List.of("", "x", RandomIds.next(), "../grant/x", "a".repeat(3_000))) {
            assertGone("app", "urn:ietf:params:oauth:request_uri:" + id);
        }
    }

    @Test
    public void holdsARequestToEveryRuleBeforeAnythingIsWritten() {
        assertPushRefused(ErrorCode.INVALID_CLIENT, "client_secret", "wrong");
        assertPushRefused(ErrorCode.INVALID_CLIENT, "client_id", "nobody");
        assertPushRefused(ErrorCode.INVALID_REQUEST, "redirect_uri", "https://evil.example/");
        assertPushRefused(ErrorCode.INVALID_REQUEST, "redirect_uri", "");
        assertPushRefused(ErrorCode.INVALID_REQUEST, "response_type", "");
        assertPushRefused(ErrorCode.INVALID_SCOPE, "scope", "openid phonebook");
        assertPushRefused(ErrorCode.INVALID_REQUEST, "request_uri", "https://app.example/request");
        assertPushRefused(ErrorCode.INVALID_REQUEST, "request_uri", "urn:ietf:params:oauth:request_uri:x");
        assertPushRefused(ErrorCode.INVALID_REQUEST_OBJECT, "request", "a.b.c");
        assertPushRefused(ErrorCode.INVALID_REQUEST, "connector_id", "ldap");
    }

    @Test
    public void keepsNeitherTheSecretNorAnythingReadable() {
        form.put("login_hint", "jane@example.com");
        assertFalse(push(form).requestUri().isEmpty());
        List<StoredRecord> kept =
                provider.store.list(PushedRequests.KIND, Optional.empty(), 10).records();
        assertEquals(1, kept.size());
        assertFalse(kept.get(0).body().contains("jane"));
        assertFalse(kept.get(0).body().contains(TestProvider.SECRET));
        assertTrue(kept.get(0).expiry().isPresent());
    }

    @Test
    public void takesObjectsInsideOfWhatIsPushed() {
        provider.put(TestProvider.confidential("app", "jwks", TestJwts.jwks()));
        Map<String, Object> claims = new HashMap<>(TestProvider.request("openid groups"));
        claims.put("iss", "app");
        claims.put("aud", TestProvider.ISSUER);
        String object = TestJwts.signed(Map.of("alg", "ES256"), claims, TestJwts.P256.getPrivate());
        Map<String, String> least = Map.of("client_id", "app", "client_secret", TestProvider.SECRET, "request", object);
        assertEquals(List.of("openid", "groups"), begin("app", push(least)).scopes());
        claims.put("client_id", "other");
        String foreign = TestJwts.signed(Map.of("alg", "ES256"), claims, TestJwts.P256.getPrivate());
        assertRefused(
                ErrorCode.INVALID_REQUEST_OBJECT,
                () -> push(Map.of("client_id", "app", "client_secret", TestProvider.SECRET, "request", foreign)));
    }

    @Test
    public void asksForAdmissionOnlyForWhoHasProvedNothing() {
        assertFalse(push(form).requestUri().isEmpty());
        assertEquals(0, admitted.get());
        Map<String, String> desk = TestProvider.request("openid");
        desk.put("client_id", "desk");
        desk.put("redirect_uri", "http://localhost:8000/");
        desk.put("code_challenge", CHALLENGE);
        desk.put("code_challenge_method", "S256");
        assertEquals("desk", begin("desk", push(desk)).clientId());
        assertEquals(1, admitted.get());
        assertThrows(
                ArithmeticException.class,
                () -> provider.signIn.push(Parameters.of(desk), Optional.empty(), () -> {
                    throw new ArithmeticException("full");
                }));
        assertEquals(
                1,
                provider.store
                        .list(PushedRequests.KIND, Optional.empty(), 10)
                        .records()
                        .size());
    }

    @Test
    public void demandsAPushedRequestWhereConfigured() {
        Parameters plain = Parameters.of(TestProvider.request("openid"));
        provider.put(TestProvider.confidential("app", "requirePushedRequests", "true"));
        OAuthException refusal = assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.signIn.begin(plain));
        assertTrue(refusal.target().isPresent());
        assertEquals("app", begin("app", push(form)).clientId());
        provider.put(TestProvider.confidential("app"));
        assertEquals("app", provider.signIn.begin(plain).request().clientId());
        provider.settings = TestProvider.settings("oauth2.requirePushedRequests", "true");
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.signIn.begin(plain));
        assertEquals("app", begin("app", push(form)).clientId());
    }

    @Test
    public void takesAnAssertionMeantForThisEndpoint() {
        provider.put(TestProvider.confidential(
                "app", "jwks", TestJwts.jwks(), "tokenEndpointAuthMethod", "private_key_jwt"));
        long now = provider.clock.instant().getEpochSecond();
        Map<String, Object> claims =
                Map.of("iss", "app", "sub", "app", "aud", TestProvider.ISSUER + "/par", "jti", "1", "exp", now + 60);
        form.remove("client_secret");
        form.remove("client_id");
        form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
        form.put("client_assertion", TestJwts.signed(Map.of("alg", "PS256"), claims, TestJwts.RSA.getPrivate()));
        assertEquals("app", begin("app", push(form)).clientId());
    }

    private void assertGone(String clientId, String requestUri) {
        OAuthException refusal = assertRefused(
                ErrorCode.INVALID_REQUEST_URI, () -> provider.signIn.begin(Parameters.of(auth(clientId, requestUri))));
        assertTrue(refusal.target().isEmpty());
    }

    private void assertPushRefused(ErrorCode error, String name, String value) {
        Map<String, String> changed = new HashMap<>(form);
        changed.put(name, value);
        OAuthException refusal = assertRefused(error, () -> push(changed));
        assertTrue(name, refusal.target().isEmpty());
        assertTrue(
                name,
                provider.store
                        .list(PushedRequests.KIND, Optional.empty(), 10)
                        .records()
                        .isEmpty());
    }

    private PushedRequest push(Map<String, String> request) {
        return provider.signIn.push(Parameters.of(request), Optional.empty(), admitted::incrementAndGet);
    }

    private AuthorizationRequest begin(String clientId, PushedRequest pushed) {
        return provider.signIn
                .begin(Parameters.of(auth(clientId, pushed.requestUri())))
                .request();
    }

    private static Map<String, String> auth(String clientId, String requestUri) {
        return new HashMap<>(Map.of("client_id", clientId, "request_uri", requestUri));
    }
}
