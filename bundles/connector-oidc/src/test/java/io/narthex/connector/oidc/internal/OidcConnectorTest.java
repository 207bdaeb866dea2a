package io.narthex.connector.oidc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.SubjectToken;
import io.narthex.connector.UpstreamUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.After;
import org.junit.Test;

public class OidcConnectorTest {

    private final TestSignIn test = new TestSignIn();

    @After
    public void stop() {
        test.close();
    }

    @Test
    public void opensWhileTheUpstreamIsDown() {
        test.upstream.answer("/.well-known/openid-configuration", 503, "{}");
        test.connector();
        assertThrows(UpstreamUnavailableException.class, test::signIn);
        test.upstream.restore();
        assertEquals("Jane Doe", test.signIn().username());
    }

    @Test
    public void asksForMetadataAndKeysOnce() {
        test.signIn();
        test.signIn();
        assertEquals(1, test.upstream.discoveries.get());
        assertEquals(1, test.upstream.keyRequests.get());
        test.clock.advance(Duration.ofHours(2));
        test.connector.begin(new SignInRequest(TestSignIn.CALLBACK, "s", TestSignIn.SCOPES, Optional.empty()));
        assertEquals(2, test.upstream.discoveries.get());
    }

    @Test
    public void goesOnWithOldMetadataWhileTheyCannotBeHad() {
        test.signIn();
        test.upstream.answer("/.well-known/openid-configuration", 503, "{}");
        test.clock.advance(Duration.ofHours(2));
        assertEquals("narthex", departure().get("client_id"));
        assertEquals(1, test.upstream.discoveries.get());
    }

    @Test
    public void fetchesTheKeysAgainWhenTheyWereChanged() {
        test.signIn();
        rotateKeys("second");
        assertEquals("jane-1", test.signIn().userId());
        assertEquals(2, test.upstream.keyRequests.get());
    }

    @Test
    public void fetchesTheKeysAtMostOnceAMinuteForUnknownOnes() {
        test.signIn();
        test.upstream.tokenMaker = (claims, accessToken) ->
                TestKeys.signed(Map.of("alg", "RS256", "kid", "unknown"), claims, TestKeys.RSA.getPrivate());
        for (int i = 0; i < 5; i++) {
            assertThrows(SignInRefusedException.class, test::signIn);
        }
        assertEquals(2, test.upstream.keyRequests.get());
        test.clock.advance(Duration.ofSeconds(61));
        // Five minutes of life less one of the clock's advance leaves the tokens good.
        assertThrows(SignInRefusedException.class, test::signIn);
        assertEquals(3, test.upstream.keyRequests.get());
    }

    @Test
    public void asksForWhatTheSettingsSay() {
        test.connector("scopes", "email", "acrValues", "gold, silver", "hostedDomains", "a.example");
        Map<String, String> online = test.departure(new Scopes(false, false));
        assertEquals("openid email", online.get("scope"));
        assertEquals("gold silver", online.get("acr_values"));
        assertEquals("a.example", online.get("hd"));
        assertEquals("jane@example.com", online.get("login_hint"));
        assertFalse(online.containsKey("prompt") || online.containsKey("access_type"));
        test.connector("hostedDomains", "a.example, b.example");
        Map<String, String> offline = departure();
        assertEquals("*", offline.get("hd"));
        assertEquals("openid profile email offline_access", offline.get("scope"));
        assertEquals("consent", offline.get("prompt"));
        assertEquals("offline", offline.get("access_type"));
        test.connector("promptType", "omit");
        assertFalse(departure().containsKey("prompt"));
    }

    @Test
    public void letsTheUpstreamMakeSureAnewOfThePerson() {
        test.connector("promptType", "consent login");
        assertEquals("login", test.forced(new Scopes(false, false)).get("prompt"));
        assertEquals("login consent", test.forced(new Scopes(true, false)).get("prompt"));
        test.connector("promptType", "omit");
        assertEquals("login", test.forced(new Scopes(true, false)).get("prompt"));
    }

    @Test
    public void demandsTheCallbackThatTheSettingsName() {
        test.connector("redirectURI", TestSignIn.CALLBACK.toString());
        assertEquals("jane-1", test.signIn().userId());
        for (String other : List.of("/", "/another", "/up/", "/up?x=1")) {
            test.connector("redirectURI", TestSignIn.CALLBACK + other);
            assertThrows(other, UpstreamUnavailableException.class, test::signIn);
        }
    }

    @Test
    public void takesAnswersOnlyAtTheCallbackThatNamesItWhereThatIsItsOwn() {
        test.connector("redirectURI", TestSignIn.CALLBACK + "/up");
        assertEquals(TestSignIn.CALLBACK + "/up", departure().get("redirect_uri"));
        assertEquals("jane-1", test.signIn().userId());
        int before = test.upstream.requests.get();
        SignInRefusedException refusal = assertThrows(
                SignInRefusedException.class,
                () -> test.signIn(
                        TestSignIn.SCOPES, back -> URI.create(back.toString().replace("/callback/up?", "/callback?"))));
        assertEquals("redirectURI: the browser came to another address", refusal.getMessage());
        assertEquals("the code is shown to nobody", before + 1, test.upstream.requests.get());
    }

    @Test
    public void asksUserinfoWhenToldSoAndOnlyAboutTheSamePerson() {
        test.connector("getUserInfo", "true");
        assertEquals("Jane of Userinfo", test.signIn().username());
        test.upstream.userinfo.put("sub", "mallory");
        assertThrows(SignInRefusedException.class, test::signIn);
        test.upstream.userinfo.remove("sub");
        assertThrows(UpstreamUnavailableException.class, test::signIn);
    }

    @Test
    public void usesTheAddressesThatTheSettingsNameInsteadOfMetadata() {
        String base = test.upstream.issuer();
        test.upstream.answer("/.well-known/openid-configuration", 404, "{}");
        test.connector(
                "providerDiscoveryOverrides.authURL", base + "/auth",
                "providerDiscoveryOverrides.tokenURL", base + "/token",
                "providerDiscoveryOverrides.jwksURL", base + "/keys");
        assertEquals("jane-1", test.signIn().userId());
    }

    @Test
    public void neverCallsIntoItsOwnNetworkBecauseTheUpstreamSaysSo() {
        test.upstream.metadata.put("jwks_uri", "http://127.0.0.1:9/keys");
        UpstreamUnavailableException e = assertThrows(UpstreamUnavailableException.class, test::signIn);
        assertTrue(
                String.valueOf(e.getMessage()), String.valueOf(e.getMessage()).contains("not a public address"));
    }

    @Test
    public void refreshesWithTheNewTokenEachTime() {
        Identity last = test.signIn();
        for (int i = 0; i < 3; i++) {
            test.upstream.claims.put("name", "Jane " + i);
            Identity next = test.connector.refresh(last, TestSignIn.SCOPES);
            assertEquals("Jane " + i, next.username());
            assertNotEquals(last.connectorData(), next.connectorData());
            last = next;
        }
    }

    @Test
    public void keepsWhatTheUpstreamHandedOutBeforeItFailed() {
        Identity first = test.signIn();
        test.connector("getUserInfo", "true");
        test.upstream.answer("/userinfo", 503, "{}");
        UpstreamUnavailableException e = assertThrows(
                UpstreamUnavailableException.class, () -> test.connector.refresh(first, TestSignIn.SCOPES));
        test.upstream.restore();
        Identity kept = first.withConnectorData(e.connectorData().orElseThrow());
        assertEquals("jane-1", test.connector.refresh(kept, TestSignIn.SCOPES).userId());
    }

    @Test
    public void losesNobodyOverATokenThatDoesNotHoldAtARefresh() {
        Identity first = test.signIn();
        test.upstream.tokenMaker = (claims, accessToken) ->
                TestKeys.signed(Map.of("alg", "RS256", "kid", "rsa"), claims, TestKeys.STRANGER.getPrivate());
        UpstreamUnavailableException e = assertThrows(
                UpstreamUnavailableException.class, () -> test.connector.refresh(first, TestSignIn.SCOPES));
        assertTrue(e.connectorData().isPresent());
    }

    @Test
    public void asksUserinfoWhereARefreshBringsNoIdToken() {
        Identity first = test.signIn();
        test.upstream.idTokenOnRefresh = false;
        assertEquals(
                "Jane of Userinfo",
                test.connector.refresh(first, TestSignIn.SCOPES).username());
        test.upstream.userinfo.put("sub", "mallory");
        Identity second = test.signIn();
        assertThrows(SignInRefusedException.class, () -> test.connector.refresh(second, TestSignIn.SCOPES));
    }

    @Test
    public void refusesToRefreshWithoutATokenOrWithAnOldOne() {
        Identity first = test.signIn();
        test.connector.refresh(first, TestSignIn.SCOPES);
        assertThrows(SignInRefusedException.class, () -> test.connector.refresh(first, TestSignIn.SCOPES));
        test.upstream.givesRefreshTokens = false;
        Identity without = test.signIn();
        assertEquals(Optional.empty(), without.connectorData());
        assertThrows(SignInRefusedException.class, () -> test.connector.refresh(without, TestSignIn.SCOPES));
    }

    @Test
    public void saysWhereTheSessionOfTheUpstreamEnds() {
        URI address = test.connector
                .endSession(URI.create("https://narthex.example/dex/logout"), "s 1")
                .orElseThrow();
        assertEquals(
                test.upstream.issuer() + "/logout?ui=1&client_id=narthex&post_logout_redirect_uri="
                        + "https%3A%2F%2Fnarthex.example%2Fdex%2Flogout&state=s+1",
                address.toString());
        test.upstream.metadata.remove("end_session_endpoint");
        assertEquals(Optional.empty(), test.connector().endSession(address, "s"));
    }

    @Test
    public void vouchesForIdTokensThatAreMeantForIt() {
        assertEquals(
                "jane-1", vouch(SubjectToken.Kind.ID_TOKEN, idToken("narthex")).userId());
        assertThrows(SignInRefusedException.class, () -> vouch(SubjectToken.Kind.ID_TOKEN, idToken("pipeline")));
        assertThrows(SignInRefusedException.class, () -> vouch(SubjectToken.Kind.ID_TOKEN, "x"));
        test.connector("tokenExchange.audiences", "pipeline");
        assertEquals(
                "jane-1", vouch(SubjectToken.Kind.ID_TOKEN, idToken("pipeline")).userId());
    }

    @Test
    public void vouchesForAccessTokensOnlyWhenToldSo() {
        String token = UUID.randomUUID().toString();
        assertThrows(SignInRefusedException.class, () -> vouch(SubjectToken.Kind.ACCESS_TOKEN, token));
        test.connector("getUserInfo", "true", "tokenExchange.accessTokens", "true");
        assertEquals(
                "Jane of Userinfo", vouch(SubjectToken.Kind.ACCESS_TOKEN, token).username());
        assertThrows(SignInRefusedException.class, () -> vouch(SubjectToken.Kind.ACCESS_TOKEN, "guess"));
    }

    private Identity vouch(SubjectToken.Kind kind, String text) {
        return test.connector.vouch(new SubjectToken(kind, text), TestSignIn.SCOPES);
    }

    private String idToken(String audience) {
        long now = System.currentTimeMillis() / 1000;
        return TestKeys.signed(
                Map.of("alg", "RS256", "kid", "rsa"),
                Map.of(
                        "iss",
                        test.upstream.issuer(),
                        "aud",
                        List.of(audience),
                        "sub",
                        "jane-1",
                        "iat",
                        now,
                        "exp",
                        now + 60),
                TestKeys.RSA.getPrivate());
    }

    private void rotateKeys(String kid) {
        test.upstream.keys.jwks.clear();
        test.upstream.keys.jwks.add(TestKeys.jwk(kid, TestKeys.STRANGER));
        test.upstream.tokenMaker = (claims, accessToken) ->
                TestKeys.signed(Map.of("alg", "RS256", "kid", kid), claims, TestKeys.STRANGER.getPrivate());
    }

    private Map<String, String> departure() {
        return test.departure(TestSignIn.SCOPES);
    }
}
