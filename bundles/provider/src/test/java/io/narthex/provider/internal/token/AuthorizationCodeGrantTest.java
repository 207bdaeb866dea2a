package io.narthex.provider.internal.token;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.StringPair;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.Parallel;
import io.narthex.provider.internal.TestProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class AuthorizationCodeGrantTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private final TestProvider provider = new TestProvider();
    private final Map<String, String> request = TestProvider.request("openid email offline_access");

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void redeemsACode() {
        TokenResponse response = provider.token(TestProvider.redemption(provider.code(request)));
        assertTrue(response.idToken().isPresent());
        assertTrue(response.refreshToken().isPresent());
        assertEquals(Duration.ofHours(24), response.expiresIn());
        assertEquals("openid email offline_access", response.scope());
    }

    @Test
    public void givesARefreshTokenOnlyWhereOfflineAccessWasAskedFor() {
        assertTrue(provider.signInFor("openid").refreshToken().isEmpty());
    }

    @Test
    public void refusesEveryMissingParameterByName() {
        String code = provider.code(request);
        for (String name : List.of("grant_type", "code", "redirect_uri")) {
            Map<String, String> form = TestProvider.redemption(code);
            form.remove(name);
            OAuthException refusal = assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(form));
            assertEquals(name + ": missing", refusal.description());
        }
        provider.token(TestProvider.redemption(code));
    }

    @Test
    public void refusesAnUnknownGrantType() {
        Map<String, String> form = TestProvider.redemption(provider.code(request));
        form.put("grant_type", "password");
        assertRefused(ErrorCode.UNSUPPORTED_GRANT_TYPE, () -> provider.token(form));
    }

    @Test
    public void refusesCodesThatAreNone() {
        String code = provider.code(request);
        String guess = code.substring(0, 25) + (code.endsWith("a") ? "b" : "a").repeat(25);
        for (String wrong : List.of("x", code + "a", code.substring(1), "a".repeat(50), guess)) {
            assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.redemption(wrong)));
        }
        provider.token(TestProvider.redemption(code));
    }

    @Test
    public void keepsACodeThatAnotherClientTried() {
        String code = provider.code(request);
        Map<String, String> form = TestProvider.redemption(code);
        form.put("client_id", "other");
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form));
        provider.token(TestProvider.redemption(code));
    }

    @Test
    public void refusesAnExpiredCode() {
        String code = provider.code(request);
        provider.clock.advance(Duration.ofSeconds(60));
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.redemption(code)));
    }

    @Test
    public void refusesAnotherRedirectUri() {
        Map<String, String> form = TestProvider.redemption(provider.code(request));
        form.put("redirect_uri", TestProvider.CALLBACK + "/");
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form));
    }

    @Test
    public void demandsTheVerifierOfTheChallenge() {
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        Map<String, String> form = TestProvider.redemption(provider.code(request));
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form));
        form.put("code_verifier", VERIFIER.replace('d', 'e'));
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form));
        form.put("code_verifier", CHALLENGE);
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form));
        form.put("code_verifier", VERIFIER);
        provider.token(form);
    }

    @Test
    public void refusesAVerifierWithoutAChallenge() {
        Map<String, String> form = TestProvider.redemption(provider.code(request));
        form.put("code_verifier", VERIFIER);
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(form));
    }

    @Test
    public void revokesEverythingOnASecondUse() {
        String code = provider.code(request);
        TokenResponse first = provider.token(TestProvider.redemption(code));
        provider.tokens.userinfo(first.accessToken());
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.redemption(code)));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(first.accessToken()));
        assertRefused(
                ErrorCode.INVALID_GRANT,
                () -> provider.token(TestProvider.refresh(first.refreshToken().orElseThrow())));
    }

    @Test
    public void givesTokensToOneOfFiftyWhoRedeemACodeAtOnce() throws Exception {
        Map<String, String> form = TestProvider.redemption(provider.code(request));
        List<Object> outcomes = Parallel.outcomes(50, () -> provider.token(form));
        assertEquals(
                1, outcomes.stream().filter(TokenResponse.class::isInstance).count());
        assertEquals(
                49,
                outcomes.stream()
                        .filter(outcome ->
                                outcome instanceof OAuthException refusal && refusal.error() == ErrorCode.INVALID_GRANT)
                        .count());
    }

    @Test
    public void refusesACodeOfAConnectorThatIsNotAllowedAnyMore() {
        String code = provider.code(request);
        provider.put(TestProvider.confidential("app", "allowedConnectors", "upstream"));
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.redemption(code)));
    }

    @Test
    public void storesNoCodeAndNoTokenInClear() {
        String code = provider.code(request);
        TokenResponse response = provider.token(TestProvider.redemption(code));
        String stored = provider.store
                .list("grant", Optional.empty(), 10)
                .records()
                .get(0)
                .body();
        assertFalse(stored.contains(code.substring(25)));
        assertFalse(stored.contains(response.accessToken()));
        assertFalse(stored.contains(response.refreshToken().orElseThrow()));
        assertFalse(stored.contains(StringPair.decode(response.refreshToken().orElseThrow())
                .orElseThrow()
                .second()));
    }
}
