package io.narthex.provider.internal.authorization;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.RedirectUris;
import io.narthex.protocol.ResponseMode;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Credentials;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

/** What a client may get from the authorization endpoint, on which way, and how errors travel meanwhile. */
public class ResponseChecksTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final TestProvider provider = new TestProvider("oauth2.responseTypes", TestProvider.ALL_TYPES);
    private final Map<String, String> request = TestProvider.request("openid");

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void givesOutNothingButCodesUnlessConfigured() {
        provider.settings = TestProvider.settings();
        for (String types : List.of("id_token", "id_token token", "code id_token", "code token", "token")) {
            request.put("response_type", types);
            assertSent(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, ResponseMode.FRAGMENT);
        }
    }

    @Test
    public void refusesWhatIsNoCombination() {
        request.put("response_type", "token");
        assertSent(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, ResponseMode.FRAGMENT);
        request.put("response_type", "none");
        assertSent(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, ResponseMode.QUERY);
        request.put("response_type", "code none");
        assertSent(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, ResponseMode.QUERY);
    }

    @Test
    public void givesOutNoCodeThatNobodyCouldRedeem() {
        provider.put(TestProvider.confidential("app", "grantTypes", "client_credentials"));
        assertSent(ErrorCode.UNAUTHORIZED_CLIENT, ResponseMode.QUERY);
        provider.settings =
                TestProvider.settings("oauth2.responseTypes", "code, id_token", "oauth2.grantTypes", "refresh_token");
        assertSent(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, ResponseMode.QUERY);
        request.put("response_type", "id_token");
        begin();
    }

    @Test
    public void holdsAClientToItsCombinations() {
        provider.put(TestProvider.confidential("app", "responseTypes", "code, code id_token"));
        begin();
        request.put("response_type", "id_token code");
        begin();
        request.put("response_type", "id_token");
        assertSent(ErrorCode.UNAUTHORIZED_CLIENT, ResponseMode.FRAGMENT);
    }

    @Test
    public void putsNoTokensIntoAQuery() {
        request.put("response_mode", "query");
        for (String types : List.of("id_token", "id_token token", "code id_token", "code token")) {
            request.put("response_type", types);
            assertSent(ErrorCode.INVALID_REQUEST, ResponseMode.FRAGMENT);
        }
    }

    @Test
    public void sendsEveryErrorOnTheWayOfTheAnswer() {
        request.put("request", "e30.e30.");
        assertSent(ErrorCode.INVALID_REQUEST_OBJECT, ResponseMode.QUERY);
        request.put("response_mode", "form_post");
        assertSent(ErrorCode.INVALID_REQUEST_OBJECT, ResponseMode.FORM_POST);
        request.put("response_mode", "fragment");
        assertSent(ErrorCode.INVALID_REQUEST_OBJECT, ResponseMode.FRAGMENT);
        request.remove("response_mode");
        request.put("response_type", "code id_token");
        assertSent(ErrorCode.INVALID_REQUEST_OBJECT, ResponseMode.FRAGMENT);
        request.put("response_mode", "form_post");
        request.remove("request");
        request.put("prompt", "none");
        assertSent(ErrorCode.LOGIN_REQUIRED, ResponseMode.FORM_POST);
        request.put("response_type", "codex");
        assertSent(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, ResponseMode.FORM_POST);
    }

    @Test
    public void sendsErrorsByDefaultWhereTheWayCannotBeMadeOut() {
        request.put("response_mode", "jwt");
        assertSent(ErrorCode.INVALID_REQUEST, ResponseMode.QUERY);
        request.put("response_type", "id_token");
        assertSent(ErrorCode.INVALID_REQUEST, ResponseMode.FRAGMENT);
        request.remove("response_mode");
        Parameters twice = Parameters.of(request).and(Parameters.parse("response_mode=query&response_mode=form_post"));
        assertEquals(
                ResponseMode.FRAGMENT,
                assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.signIn.begin(twice))
                        .target()
                        .orElseThrow()
                        .mode());
        Parameters doubled = Parameters.of(TestProvider.request("openid")).and(Parameters.parse("response_type=token"));
        assertEquals(
                ResponseMode.FRAGMENT,
                assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.signIn.begin(doubled))
                        .target()
                        .orElseThrow()
                        .mode());
    }

    @Test
    public void postsFormsToWebAddressesOnly() {
        provider.put(TestProvider.confidential("app", "redirectURIs", "com.example.app:/cb"));
        request.put("redirect_uri", "com.example.app:/cb");
        request.put("response_mode", "form_post");
        assertSent(ErrorCode.INVALID_REQUEST, ResponseMode.QUERY);
        request.put("response_mode", "fragment");
        begin();
    }

    @Test
    public void demandsANonceForIdTokensThatComeThroughTheBrowser() {
        request.remove("nonce");
        for (String types : List.of("id_token", "id_token token", "code id_token", "code id_token token")) {
            request.put("response_type", types);
            assertTrue(assertSent(ErrorCode.INVALID_REQUEST, ResponseMode.FRAGMENT)
                    .description()
                    .startsWith("nonce: missing"));
        }
        for (String types : List.of("code", "code token")) {
            request.put("response_type", types);
            begin();
        }
    }

    @Test
    public void letsNobodyCarryTokensByHand() {
        request.put("client_id", "desk");
        request.put("redirect_uri", RedirectUris.OUT_OF_BAND);
        request.put("code_challenge", CHALLENGE);
        request.put("code_challenge_method", "S256");
        begin();
        for (String types : List.of("id_token", "id_token token", "code id_token", "code token")) {
            request.put("response_type", types);
            assertRefused(ErrorCode.INVALID_REQUEST, this::begin);
        }
    }

    @Test
    public void demandsAProofKeyOfPublicClientsWhereThereIsACode() {
        request.put("client_id", "desk");
        request.put("redirect_uri", "http://127.0.0.1:8000/");
        for (String types : List.of("code", "code id_token", "code token", "code id_token token")) {
            request.put("response_type", types);
            assertTrue(assertRefused(ErrorCode.INVALID_REQUEST, this::begin)
                    .description()
                    .startsWith("code_challenge: missing"));
        }
        request.put("response_type", "id_token token");
        begin();
    }

    @Test
    public void sendsNothingToASchemeThatRuns() {
        String script = "javascript:alert(1)";
        provider.put(Client.simple("app", "App", false, Credentials.NONE, List.of(script)));
        request.put("redirect_uri", script);
        assertTrue(
                assertRefused(ErrorCode.INVALID_REQUEST, this::begin).target().isEmpty());
    }

    @Test
    public void ignoresOfflineAccessWhereThereIsNoCode() {
        request.put("scope", "openid offline_access");
        assertTrue(provider.signedIn(request).request().asksFor("offline_access"));
        request.put("response_type", "id_token token");
        assertFalse(provider.signedIn(request).request().asksFor("offline_access"));
    }

    private void begin() {
        provider.signIn.recognize(provider.signIn.begin(Parameters.of(request)), Optional.empty());
    }

    private OAuthException assertSent(ErrorCode error, ResponseMode mode) {
        OAuthException refusal = assertRefused(error, this::begin);
        assertEquals(request.toString(), mode, refusal.target().orElseThrow().mode());
        return refusal;
    }
}
