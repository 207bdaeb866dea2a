package io.narthex.provider.internal.logout;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.nimbusds.jwt.JWTParser;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Logout;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Origin;
import io.narthex.provider.internal.session.TestBrowser;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class SingleLogoutTest {

    private static final String AFTER = "https://app.example/bye";
    private static final URI BACK = URI.create(TestProvider.ISSUER + "/logout/callback");

    private final TestProvider provider = new TestProvider();
    private final TestBrowser browser = new TestBrowser(provider);

    @Before
    public void registerClients() {
        provider.put(TestProvider.confidential(
                "app",
                "postLogoutRedirectURIs",
                AFTER,
                "frontchannelLogoutURI",
                "https://app.example/front?x=1",
                "frontchannelLogoutSessionRequired",
                "true",
                "refreshTokenLifetime",
                "session"));
        provider.put(TestProvider.confidential(
                "other", "frontchannelLogoutURI", "https://other.example/front", "postLogoutRedirectURIs", AFTER));
    }

    @After
    public void close() {
        provider.close();
    }

    @Test
    public void needsNoQuestionWhereTheHintProvesIt() {
        String idToken = signIn("app", "openid").idToken().orElseThrow();
        Logout.Request request = check("id_token_hint", idToken, "post_logout_redirect_uri", AFTER, "state", "s&1");
        assertTrue(request.isSignedIn() && request.isProven());
        assertEquals("Jane Doe", request.userName());
        assertEquals(Optional.of(new Logout.Origin("app", "The app")), request.client());
        assertEquals(Optional.of(new Logout.Redirect(AFTER, Optional.of("s&1"))), request.redirect());
    }

    @Test
    public void knowsASessionByTheNameThatAPairwiseClientHasForIt() throws ParseException {
        provider.put(TestProvider.confidential(
                "app",
                "subjectType",
                "pairwise",
                "frontchannelLogoutURI",
                "https://app.example/front",
                "frontchannelLogoutSessionRequired",
                "true"));
        String idToken = signIn("app", "openid").idToken().orElseThrow();
        String named = JWTParser.parse(idToken).getJWTClaimsSet().getStringClaim("sid");
        assertNotEquals(browser.session().id(), named);
        assertTrue(check("id_token_hint", idToken).isProven());
        assertTrue(end().frames().get(0).toString().endsWith("&sid=" + named));
    }

    @Test
    public void takesAHintThatHasExpired() {
        String idToken = signIn("app", "openid").idToken().orElseThrow();
        provider.clock.advance(Duration.ofHours(2));
        assertTrue(check("id_token_hint", idToken).isProven());
    }

    @Test
    public void asksWhereNothingProvesThatTheClientMeansThisPerson() {
        String old = signIn("app", "openid").idToken().orElseThrow();
        end();
        browser.cookie = Optional.empty();
        signIn("app", "openid");
        assertFalse(check("id_token_hint", old).isProven());
        assertFalse(check().isProven());
        assertFalse(check("client_id", "app", "post_logout_redirect_uri", AFTER).isProven());
        assertTrue(check().isSignedIn());
    }

    @Test
    public void refusesHintsThatAreNotOursOrNotForTheClient() {
        String idToken = signIn("app", "openid").idToken().orElseThrow();
        String modified = idToken.substring(0, idToken.length() - 6) + "AAAAAA";
        assertRefused(ErrorCode.INVALID_REQUEST, () -> check("id_token_hint", modified));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> check("id_token_hint", "x"));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> check("id_token_hint", idToken, "client_id", "other"));
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> check("client_id", "nobody"));
    }

    @Test
    public void refusesAddressesThatAreNotRegisteredToTheLetter() {
        String idToken = signIn("app", "openid").idToken().orElseThrow();
        for (String uri : List.of(
                AFTER + "?x=1", AFTER + "/", "https://app.example", "javascript:alert(1)", TestProvider.CALLBACK)) {
            OAuthException refusal = assertRefused(
                    ErrorCode.INVALID_REQUEST, () -> check("id_token_hint", idToken, "post_logout_redirect_uri", uri));
            assertTrue(refusal.target().isEmpty());
        }
        assertRefused(ErrorCode.INVALID_REQUEST, () -> check("post_logout_redirect_uri", AFTER));
    }

    @Test
    public void knowsWhereToGoEvenWhereNobodyIsSignedIn() {
        Logout.Request request = check("client_id", "app", "post_logout_redirect_uri", AFTER);
        assertFalse(request.isSignedIn());
        assertEquals(AFTER, request.redirect().orElseThrow().uri());
        assertEquals(Logout.SignedOut.NOTHING_MORE, end());
    }

    @Test
    public void leadsNobodyToAnAddressThatNobodyVouchesForUnlessSomebodySignsOut() {
        Client app = Objects.requireNonNull(provider.clients.get("app"));
        Client stranger = new Client(
                app.id(),
                app.name(),
                app.isPublic(),
                app.credentials(),
                app.redirectUris(),
                app.trustedPeers(),
                app.may(),
                app.requests(),
                app.tokens(),
                app.logout(),
                app.about(),
                Origin.STRANGER);
        provider.put(stranger);
        assertTrue(check("client_id", "app", "post_logout_redirect_uri", AFTER)
                .redirect()
                .isEmpty());
        provider.put(app);
        signIn("app", "openid");
        provider.put(stranger);
        assertTrue(check("client_id", "app", "post_logout_redirect_uri", AFTER)
                .redirect()
                .isPresent());
    }

    @Test
    public void endsTheSessionAndTellsWhatTheBrowserHasToLoad() {
        TokenResponse first = signIn("app", "openid offline_access");
        TokenResponse second =
                browser.tokens(browser.goOn(TestBrowser.request("other", "openid offline_access")), "other");
        String sid = browser.session().id();
        Logout.SignedOut done = end();
        assertEquals(
                List.of(
                        URI.create("https://app.example/front?x=1&iss=https%3A%2F%2Fid.example%2Fdex&sid=" + sid),
                        URI.create("https://other.example/front")),
                done.frames());
        assertTrue(provider.archive.sessions().present(browser.cookie).isEmpty());
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(first.accessToken()));
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(refresh(first, "app")));
        assertTrue(provider.token(refresh(second, "other")).refreshToken().isPresent());
        assertEquals(Logout.SignedOut.NOTHING_MORE, end());
    }

    private static Map<String, String> refresh(TokenResponse tokens, String clientId) {
        Map<String, String> form = TestProvider.refresh(tokens.refreshToken().orElseThrow());
        form.put("client_id", clientId);
        return form;
    }

    private TokenResponse signIn(String clientId, String scope) {
        return browser.tokens(browser.signIn(TestBrowser.request(clientId, scope)), clientId);
    }

    private Logout.SignedOut end() {
        return provider.logout.end(browser.cookie, BACK, "state");
    }

    private Logout.Request check(String... namesAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return provider.logout.check(Parameters.of(values), browser.cookie);
    }
}
