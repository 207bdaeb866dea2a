package io.narthex.provider.internal.device;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Completion;
import io.narthex.provider.Devices;
import io.narthex.provider.Flow;
import io.narthex.provider.FlowEndedException;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.Parallel;
import io.narthex.provider.internal.TestProvider;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class DeviceFlowTest {

    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final URI BACK = URI.create(TestProvider.ISSUER + "/callback");

    private final TestProvider provider = new TestProvider();

    @After
    public void close() {
        provider.close();
    }

    @Test
    public void givesTheDeviceItsTokensOnceThePersonHasApproved() {
        Devices.Authorization begun = begin("openid email offline_access");
        assertRefused(ErrorCode.AUTHORIZATION_PENDING, () -> poll(begun));
        Flow flow = signedIn(begun.userCode());
        assertTrue(provider.signIn.needsApproval(flow));
        assertEquals(
                Optional.of(begun.userCode()), provider.signIn.question(flow).deviceCode());
        assertTrue(provider.signIn.complete(flow, Optional.empty()).answer() instanceof Completion.DeviceReady);

        TokenResponse tokens = poll(begun);
        assertTrue(tokens.idToken().isPresent());
        assertEquals("openid email offline_access", tokens.scope());
        assertTrue(provider.tokens.userinfo(tokens.accessToken()).body().contains("\"email\""));
        Map<String, String> refresh = TestProvider.refresh(tokens.refreshToken().orElseThrow());
        assertTrue(provider.token(refresh).refreshToken().isPresent());
    }

    @Test
    public void givesTokensOnceOnlyHoweverManyAsk() throws Exception {
        Devices.Authorization begun = begin("openid");
        provider.signIn.complete(signedIn(begun.userCode()), Optional.empty());
        List<Object> outcomes = Parallel.outcomes(16, () -> poll(begun));
        assertEquals(
                1, outcomes.stream().filter(TokenResponse.class::isInstance).count());
        assertEquals(
                15,
                outcomes.stream()
                        .filter(one -> one instanceof OAuthException e && e.error() == ErrorCode.INVALID_GRANT)
                        .count());
    }

    @Test
    public void tellsTheDeviceThatThePersonDidNotApprove() {
        Devices.Authorization begun = begin("openid");
        Flow flow = signedIn(begun.userCode());
        assertEquals(ErrorCode.ACCESS_DENIED, provider.signIn.reject(flow).error());
        assertRefused(ErrorCode.ACCESS_DENIED, () -> poll(begun));
        assertRefused(ErrorCode.INVALID_GRANT, () -> poll(begun));
        assertThrows(FlowEndedException.class, () -> provider.signIn.complete(flow, Optional.empty()));
    }

    @Test
    public void asksEvenWhereClientsNeedNoApproval() {
        provider.settings = TestProvider.settings("oauth2.skipApprovalScreen", "true");
        assertTrue(provider.signIn.needsApproval(signedIn(begin("openid").userCode())));
    }

    @Test
    public void slowsDownADeviceThatAsksTooOften() {
        Devices.Authorization begun = begin("openid");
        assertRefused(ErrorCode.AUTHORIZATION_PENDING, () -> poll(begun));
        assertRefused(ErrorCode.SLOW_DOWN, () -> poll(begun));
        provider.clock.advance(Duration.ofSeconds(6));
        assertRefused(ErrorCode.SLOW_DOWN, () -> poll(begun));
        provider.clock.advance(Duration.ofSeconds(15));
        assertRefused(ErrorCode.AUTHORIZATION_PENDING, () -> poll(begun));
    }

    @Test
    public void saysThatTheCodeHasExpired() {
        Devices.Authorization begun = begin("openid");
        Flow flow = signedIn(begun.userCode());
        provider.clock.advance(begun.lifetime());
        assertRefused(ErrorCode.EXPIRED_TOKEN, () -> poll(begun));
        assertTrue(provider.devices.begin(begun.userCode()).isEmpty());
        assertThrows(FlowEndedException.class, () -> provider.signIn.complete(flow, Optional.empty()));
    }

    @Test
    public void keepsWhatWasApprovedForADeviceThatAsksALittleLate() {
        Devices.Authorization begun = begin("openid");
        provider.signIn.complete(signedIn(begun.userCode()), Optional.empty());
        provider.clock.advance(begun.lifetime());
        assertTrue(poll(begun).idToken().isPresent());
    }

    @Test
    public void readsTheCodeHoweverItIsTyped() {
        String code = begin("openid").userCode();
        assertTrue(code, code.matches("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"));
        for (String typed :
                List.of(code, code.toLowerCase(Locale.ROOT), code.replace("-", ""), " " + code.replace("-", " – "))) {
            assertTrue(typed, provider.devices.begin(typed).isPresent());
        }
        for (String typed : List.of("", "AAAA-AAAA", code + "B", code.substring(1), "B".repeat(65))) {
            assertTrue(typed, provider.devices.begin(typed).isEmpty());
        }
    }

    @Test
    public void refusesTheCodeOfAnotherClientAndLeavesItGood() {
        Devices.Authorization begun = begin("openid");
        provider.signIn.complete(signedIn(begun.userCode()), Optional.empty());
        Map<String, String> foreign = question(begun);
        foreign.put("client_id", "other");
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(foreign));
        assertTrue(poll(begun).idToken().isPresent());
    }

    @Test
    public void refusesCodesThatAreNone() {
        String good = begin("openid").deviceCode();
        for (String code : List.of("x", good.substring(1), good.substring(0, 49) + "-", "a".repeat(50))) {
            Map<String, String> form = question(begin("openid"));
            form.put("device_code", code);
            assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form));
        }
    }

    @Test
    public void bindsTheDeviceCodeToAProofKey() {
        Map<String, String> request = request("openid");
        request.put("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        request.put("code_challenge_method", "S256");
        Devices.Authorization begun = provider.devices.authorize(Parameters.of(request), Optional.empty());
        provider.signIn.complete(signedIn(begun.userCode()), Optional.empty());
        assertRefused(ErrorCode.INVALID_GRANT, () -> poll(begun));
        Map<String, String> form = question(begun);
        form.put("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assertTrue(provider.token(form).idToken().isPresent());
    }

    @Test
    public void refusesClientsAndScopesThatAreNotAllowed() {
        provider.put(TestProvider.confidential("app", "grantTypes", "authorization_code"));
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> begin("openid"));
        provider.put(TestProvider.confidential("app", "allowedScopes", "openid"));
        assertRefused(ErrorCode.INVALID_SCOPE, () -> begin("openid email"));
        assertRefused(ErrorCode.INVALID_SCOPE, () -> begin("openid nonsense"));
        provider.settings = TestProvider.settings("oauth2.grantTypes", "authorization_code");
        assertRefused(ErrorCode.UNSUPPORTED_GRANT_TYPE, () -> begin("openid"));
        Map<String, String> wrong = request("openid");
        wrong.put("client_secret", "wrong");
        provider.settings = TestProvider.settings();
        assertRefused(
                ErrorCode.INVALID_CLIENT, () -> provider.devices.authorize(Parameters.of(wrong), Optional.empty()));
    }

    @Test
    public void refusesADeviceWhosePermissionWasTakenMeanwhile() {
        Devices.Authorization begun = begin("openid email");
        Flow flow = signedIn(begun.userCode());
        provider.put(TestProvider.confidential("app", "allowedScopes", "openid"));
        assertRefused(ErrorCode.INVALID_SCOPE, () -> provider.signIn.complete(flow, Optional.empty()));
        provider.put(TestProvider.confidential("app"));
        provider.signIn.complete(flow, Optional.empty());
        provider.put(TestProvider.confidential("app", "allowedConnectors", "upstream"));
        assertRefused(ErrorCode.INVALID_GRANT, () -> poll(begun));
    }

    @Test
    public void storesNoCodeInClear() {
        Devices.Authorization begun = begin("openid");
        String stored = provider.store
                .list(DeviceRequests.KIND, Optional.empty(), 10)
                .records()
                .get(0)
                .body();
        String letters = begun.userCode().replace("-", "");
        assertTrue(stored, stored.contains("\"clientId\":\"app\""));
        assertFalse(stored, stored.contains(letters) || stored.contains(begun.userCode()));
        assertFalse(stored, stored.contains(begun.deviceCode().substring(25)));
        assertFalse(begun.toString(), begun.toString().contains(begun.deviceCode()));
    }

    private static Map<String, String> request(String scope) {
        return new HashMap<>(Map.of("client_id", "app", "client_secret", TestProvider.SECRET, "scope", scope));
    }

    private Devices.Authorization begin(String scope) {
        return provider.devices.authorize(Parameters.of(request(scope)), Optional.empty());
    }

    private static Map<String, String> question(Devices.Authorization begun) {
        return new HashMap<>(Map.of(
                "grant_type",
                GRANT,
                "client_id",
                "app",
                "client_secret",
                TestProvider.SECRET,
                "device_code",
                begun.deviceCode()));
    }

    private TokenResponse poll(Devices.Authorization begun) {
        return provider.token(question(begun));
    }

    private Flow signedIn(String userCode) {
        Flow flow = provider.devices.begin(userCode).orElseThrow();
        provider.signIn.turnTo(flow, "local", BACK);
        return provider.signIn
                .checkPassword(flow, "local", TestProvider.typed("jane", "correct"))
                .orElseThrow();
    }
}
