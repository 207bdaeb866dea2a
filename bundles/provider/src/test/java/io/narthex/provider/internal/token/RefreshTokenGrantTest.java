package io.narthex.provider.internal.token;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Identity;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.StringPair;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.FakeUpstream;
import io.narthex.provider.internal.Parallel;
import io.narthex.provider.internal.TestProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class RefreshTokenGrantTest {

    private final TestProvider provider = new TestProvider();
    private TokenResponse first;

    @Before
    public void signIn() {
        first = provider.signInFor("openid email groups offline_access");
    }

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void rotatesTheTokenOfAPublicClientInAnyCase() {
        provider.settings = TestProvider.settings("expiry.refreshTokens.disableRotation", "true");
        Map<String, String> request = TestProvider.request("openid offline_access");
        request.put("client_id", "desk");
        request.put("redirect_uri", "http://127.0.0.1:4321/");
        request.put("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        request.put("code_challenge_method", "S256");
        String token = provider.token(Map.of(
                        "grant_type", "authorization_code",
                        "client_id", "desk",
                        "redirect_uri", "http://127.0.0.1:4321/",
                        "code", provider.code(request),
                        "code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"))
                .refreshToken()
                .orElseThrow();
        Map<String, String> refresh =
                Map.of("grant_type", "refresh_token", "client_id", "desk", "refresh_token", token);
        assertNotEquals(token, provider.token(refresh).refreshToken().orElseThrow());
    }

    @Test
    public void leavesTheTokenOfAConfidentialClientAsItIsWhereRotationIsOff() {
        provider.settings = TestProvider.settings(
                "expiry.refreshTokens.disableRotation", "true", "expiry.refreshTokens.validIfNotUsedFor", "10m");
        String token =
                provider.signInFor("openid offline_access").refreshToken().orElseThrow();
        for (int i = 0; i < 3; i++) {
            provider.clock.advance(Duration.ofMinutes(9));
            TokenResponse next = provider.token(TestProvider.refresh(token));
            assertEquals(Optional.of(token), next.refreshToken());
        }
        provider.clock.advance(Duration.ofMinutes(10));
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.refresh(token)));
    }

    @Test
    public void rotatesTheToken() {
        TokenResponse second = refresh(first);
        assertNotEquals(first.refreshToken(), second.refreshToken());
        assertEquals("openid email groups offline_access", second.scope());
        refresh(second);
    }

    @Test
    public void hasTheFormOfDexsTokens() {
        StringPair pair = StringPair.decode(token(first)).orElseThrow();
        assertEquals(25, pair.first().length());
        assertTrue(token(first).startsWith("Chl"));
    }

    @Test
    public void answersALostAnswerAgain() {
        TokenResponse second = refresh(first);
        provider.clock.advance(Duration.ofSeconds(29));
        assertEquals(second.refreshToken(), refresh(first).refreshToken());
        assertEquals(1, provider.upstream.refreshes.get());
    }

    @Test
    public void revokesTheFamilyOfAnOldToken() {
        TokenResponse second = refresh(first);
        provider.clock.advance(Duration.ofSeconds(30));
        assertGone(first);
        assertGone(second);
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(second.accessToken()));
    }

    @Test
    public void revokesTheFamilyOfATokenTwoStepsOldAtOnce() {
        TokenResponse third = refresh(refresh(first));
        assertGone(first);
        assertGone(third);
    }

    @Test
    public void endsNothingForAGuess() {
        StringPair pair = StringPair.decode(token(first)).orElseThrow();
        for (String guess : List.of(
                "x", pair.first(), new StringPair(pair.first(), "a".repeat(68)).encoded(), token(first) + "AA")) {
            assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.refresh(guess)));
        }
        refresh(first);
    }

    @Test
    public void endsNothingForAnotherClient() {
        Map<String, String> form = TestProvider.refresh(token(first));
        form.put("client_id", "other");
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form));
        refresh(first);
    }

    @Test
    public void keepsOneChainWhenTenRefreshAtOnce() throws Exception {
        List<Object> outcomes = Parallel.outcomes(10, () -> refresh(first));
        assertTrue(outcomes.toString(), outcomes.stream().allMatch(TokenResponse.class::isInstance));
        assertEquals(
                1,
                outcomes.stream()
                        .map(outcome -> ((TokenResponse) outcome).refreshToken())
                        .collect(Collectors.toSet())
                        .size());
        assertEquals(1, provider.upstream.refreshes.get());
        refresh((TokenResponse) outcomes.get(0));
    }

    @Test
    public void letsASecondSignInOfTheSamePersonAndClientLive() {
        TokenResponse phone = provider.signInFor("openid offline_access");
        refresh(first);
        refresh(phone);
    }

    @Test
    public void asksTheUpstreamWhoThePersonIsNow() {
        provider.upstream.identity = FakeUpstream.JANE.withGroups(List.of("alumni"));
        TokenResponse second = refresh(first);
        assertTrue(provider.tokens.userinfo(second.accessToken()).body().contains("[\"alumni\"]"));
    }

    @Test
    public void keepsTheTokenGoodWhileTheUpstreamIsDown() {
        provider.upstream.isDown = true;
        assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> provider.token(TestProvider.refresh(token(first))));
        provider.upstream.isDown = false;
        refresh(first);
    }

    @Test
    public void endsTheFamilyOfAPersonWhoIsGone() {
        provider.upstream.isJaneGone = true;
        assertGone(first);
        provider.upstream.isJaneGone = false;
        assertGone(first);
    }

    @Test
    public void endsTheFamilyWhenAnotherPersonComesBack() {
        provider.upstream.identity = Identity.of("mallory");
        assertGone(first);
    }

    @Test
    public void endsTheFamilyOfAConnectorThatIsNoMore() {
        provider.connectors.remove("local");
        assertGone(first);
    }

    @Test
    public void narrowsTheScopesOfOneAnswer() {
        Map<String, String> form = TestProvider.refresh(token(first));
        form.put("scope", "openid");
        TokenResponse narrow = provider.token(form);
        assertEquals("openid", narrow.scope());
        assertFalse(provider.tokens.userinfo(narrow.accessToken()).body().contains("email"));
        assertEquals("openid email groups offline_access", refresh(narrow).scope());
    }

    @Test
    public void refusesScopesThatWereNotGranted() {
        Map<String, String> form = TestProvider.refresh(token(first));
        form.put("scope", "openid profile");
        assertRefused(ErrorCode.INVALID_SCOPE, () -> provider.token(form));
        refresh(first);
    }

    @Test
    public void refusesAClientThatMayNotHaveOfflineAccessAnyMoreHoweverLittleItAsks() {
        provider.put(TestProvider.confidential("app", "allowedScopes", "openid, email, groups"));
        Map<String, String> form = TestProvider.refresh(token(first));
        form.put("scope", "openid");
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form));
        provider.put(TestProvider.confidential("app"));
        refresh(first);
    }

    @Test
    public void expiresWhenNotUsed() {
        provider.clock.advance(Duration.ofDays(29));
        TokenResponse second = refresh(first);
        provider.clock.advance(Duration.ofDays(30));
        assertGone(second);
    }

    @Test
    public void expiresForGood() {
        provider.settings = TestProvider.settings(
                "expiry.refreshTokens.validIfNotUsedFor", "0s", "expiry.refreshTokens.absoluteLifetime", "10d");
        provider.clock.advance(Duration.ofDays(9));
        TokenResponse second = refresh(first);
        provider.clock.advance(Duration.ofDays(1));
        assertGone(second);
    }

    private TokenResponse refresh(TokenResponse last) {
        return provider.token(TestProvider.refresh(token(last)));
    }

    private void assertGone(TokenResponse last) {
        assertRefused(ErrorCode.INVALID_GRANT, () -> refresh(last));
    }

    private static String token(TokenResponse response) {
        return response.refreshToken().orElseThrow();
    }
}
