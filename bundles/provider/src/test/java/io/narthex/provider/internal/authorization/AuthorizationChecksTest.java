package io.narthex.provider.internal.authorization;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseTarget;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ClaimsRequest;
import io.narthex.provider.Interaction;
import io.narthex.provider.internal.TestProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Test;

public class AuthorizationChecksTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final TestProvider provider = new TestProvider();
    private final Map<String, String> request = TestProvider.request("openid email");

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void takesScopesInAnyOrder() {
        request.put("scope", "email openid");
        assertEquals(
                List.of("email", "openid"),
                provider.signIn.begin(Parameters.of(request)).request().scopes());
    }

    @Test
    public void takesAProperRequest() {
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        request.put("prompt", "consent login");
        request.put("max_age", "0");
        request.put("connector_id", "local");
        request.put("login_hint", "jane");
        request.put("display", "popup");
        AuthorizationRequest found =
                provider.signIn.begin(Parameters.of(request)).request();
        assertEquals(
                new AuthorizationRequest(
                        "app",
                        TestProvider.CALLBACK,
                        Set.of(ResponseType.CODE),
                        ResponseMode.QUERY,
                        List.of("openid", "email"),
                        Optional.of("s1"),
                        Optional.of("n1"),
                        Optional.of(new CodeChallenge(CodeChallenge.Method.S256, CHALLENGE)),
                        new Interaction(
                                Set.of(Prompt.CONSENT, Prompt.LOGIN),
                                Optional.of(Duration.ZERO),
                                Optional.empty(),
                                Optional.of("local"),
                                Optional.of("jane"),
                                List.of()),
                        ClaimsRequest.NONE,
                        List.of()),
                found);
    }

    @Test
    public void showsWhatMayNotBeSentToTheAddressInTheRequest() {
        assertShown(ErrorCode.INVALID_REQUEST, "client_id", "");
        assertShown(ErrorCode.UNAUTHORIZED_CLIENT, "client_id", "nobody");
        assertShown(ErrorCode.INVALID_REQUEST, "redirect_uri", "");
        assertShown(ErrorCode.INVALID_REQUEST, "redirect_uri", TestProvider.CALLBACK + "/");
        assertShown(ErrorCode.INVALID_REQUEST, "redirect_uri", "https://evil.example/");
    }

    @Test
    public void sendsEveryOtherErrorToTheClient() {
        assertSent(ErrorCode.INVALID_REQUEST, "response_type", "");
        assertSent(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "response_type", "codex");
        assertSent(ErrorCode.INVALID_REQUEST, "response_mode", "query.jwt");
        assertSent(ErrorCode.INVALID_SCOPE, "scope", "");
        assertSent(ErrorCode.INVALID_SCOPE, "scope", "email");
        assertSent(ErrorCode.INVALID_SCOPE, "scope", "openid phone");
        assertSent(ErrorCode.INVALID_SCOPE, "scope", "openid audience:server:client_id:");
        assertSent(ErrorCode.INVALID_SCOPE, "scope", "openid audience:server:client_id:other");
        assertSent(ErrorCode.INVALID_SCOPE, "scope", "openid audience:server:client_id:nobody");
        assertSent(ErrorCode.INVALID_REQUEST_OBJECT, "request", "e30.e30.");
        assertSent(ErrorCode.REQUEST_URI_NOT_SUPPORTED, "request_uri", "https://app.example/r");
        assertSent(ErrorCode.REGISTRATION_NOT_SUPPORTED, "registration", "{}");
        assertSent(ErrorCode.INVALID_REQUEST, "nonce", "n".repeat(1_025));
        assertSent(ErrorCode.INVALID_REQUEST, "code_challenge", "short");
        assertSent(ErrorCode.INVALID_REQUEST, "code_challenge", CHALLENGE);
        assertSent(ErrorCode.INVALID_REQUEST, "code_challenge_method", "S256");
        assertSent(ErrorCode.INVALID_REQUEST, "prompt", "register");
        assertSent(ErrorCode.INVALID_REQUEST, "prompt", "none login");
        assertSent(ErrorCode.INVALID_REQUEST, "id_token_hint", "e30.e30.c2ln");
        assertSent(ErrorCode.INVALID_REQUEST, "max_age", "-1");
        assertSent(ErrorCode.INVALID_REQUEST, "connector_id", "ldap");
    }

    @Test
    public void sendsARepeatedParameterToTheClientByName() {
        Parameters doubled = Parameters.of(request).and(Parameters.parse("scope=openid"));
        OAuthException refusal = assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.signIn.begin(doubled));
        assertEquals("scope: given 2 times, expected once", refusal.description());
        assertTrue(refusal.target().isPresent());
    }

    @Test
    public void showsARepeatedRedirectUri() {
        Parameters doubled = Parameters.of(request).and(Parameters.parse("redirect_uri=https://evil.example/"));
        OAuthException refusal = assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.signIn.begin(doubled));
        assertTrue(refusal.target().isEmpty());
    }

    @Test
    public void refusesThePlainChallengeUnlessSwitchedOn() {
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "plain");
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.signIn.begin(Parameters.of(request)));
        provider.settings = TestProvider.settings("oauth2.pkce.codeChallengeMethodsSupported", "S256, plain");
        assertTrue(provider.signIn
                .begin(Parameters.of(request))
                .request()
                .challenge()
                .isPresent());
    }

    @Test
    public void demandsAProofKeyOfPublicClientsAndOfAllWhereConfigured() {
        request.put("client_id", "desk");
        request.put("redirect_uri", "http://localhost:8000/");
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.signIn.begin(Parameters.of(request)));
        provider.settings = TestProvider.settings("oauth2.pkce.enforce", "true");
        assertSent(ErrorCode.INVALID_REQUEST, "state", "s1");
    }

    @Test
    public void letsAClientNameOthersThatTrustIt() {
        provider.put(TestProvider.confidential("other", "trustedPeers", "app"));
        request.put("scope", "openid audience:server:client_id:other audience:server:client_id:app");
        assertEquals(
                3,
                provider.signIn.begin(Parameters.of(request)).request().scopes().size());
    }

    @Test
    public void refusesAConnectorThatIsNotAllowedToTheClient() {
        provider.put(TestProvider.confidential("app", "allowedConnectors", "upstream"));
        assertSent(ErrorCode.INVALID_REQUEST, "connector_id", "local");
    }

    @Test
    public void writesNothing() {
        for (int i = 0; i < 100; i++) {
            provider.signIn.begin(Parameters.of(request));
        }
        assertTrue(provider.store.list("grant", Optional.empty(), 10).records().isEmpty());
    }

    private void assertShown(ErrorCode error, String name, String value) {
        assertTrue(name, refusal(error, name, value).target().isEmpty());
    }

    private void assertSent(ErrorCode error, String name, String value) {
        assertEquals(
                name,
                Optional.of(new ResponseTarget(
                        TestProvider.CALLBACK, ResponseMode.QUERY, Optional.of("s1"), TestProvider.ISSUER)),
                refusal(error, name, value).target());
    }

    private OAuthException refusal(ErrorCode error, String name, String value) {
        Map<String, String> changed = TestProvider.request("openid email");
        changed.put(name, value);
        OAuthException refusal = assertRefused(error, () -> provider.signIn.begin(Parameters.of(changed)));
        if (!name.equals("state")) {
            assertTrue(refusal.description(), refusal.description().contains(name.split("_", 2)[0]));
        }
        return refusal;
    }
}
