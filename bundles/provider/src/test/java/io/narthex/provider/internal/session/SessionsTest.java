package io.narthex.provider.internal.session;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static io.narthex.provider.internal.session.TestBrowser.request;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Flow;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.Parallel;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.storage.RecordKey;
import io.narthex.storage.RecordStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class SessionsTest {

    private static final Identity JIM = Identity.of("jim-1").withUsername("Jim");

    private final TestProvider provider = new TestProvider("oauth2.skipApprovalScreen", "true");
    private final TestBrowser browser = new TestBrowser(provider);

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void knowsAPersonForTheNextClient() {
        browser.signIn(request("app", "openid"));
        Flow flow = browser.begin(request("other", "openid email groups offline_access"));
        assertEquals("jane-1", flow.person().orElseThrow().identity().userId());
        TokenResponse tokens = browser.tokens(browser.complete(flow), "other");
        assertTrue(tokens.refreshToken().isPresent());
        assertEquals(List.of("app", "other"), browser.session().clientIds());
    }

    @Test
    public void tellsClientsOfTheSessionAndOfWhenThePersonSignedIn() {
        JsonObject first = claims(browser.tokens(browser.signIn(request("app", "openid")), "app"));
        provider.clock.advance(Duration.ofMinutes(5));
        JsonObject second = claims(browser.tokens(browser.goOn(request("other", "openid")), "other"));
        assertEquals(browser.session().id(), first.get("sid").getAsString());
        assertEquals(first.get("sid"), second.get("sid"));
        assertEquals(first.get("auth_time"), second.get("auth_time"));
        assertNotEquals(first.get("iat"), second.get("iat"));
    }

    @Test
    public void believesNoCookieThatTheStoreDoesNotBearOut() {
        browser.signIn(request("app", "openid"));
        String good = browser.cookie.orElseThrow();
        for (String bad : List.of(
                "",
                "x",
                good.substring(1),
                good + "a",
                good.substring(0, 74) + other(good, 74),
                good.substring(0, 25) + SessionToken.issue("x").secret(),
                other(good, 0) + good.substring(1))) {
            browser.cookie = Optional.of(bad);
            assertTrue(bad, browser.begin(request("other", "openid")).person().isEmpty());
        }
    }

    @Test
    public void storesNoSecretAndNothingForTheConnector() {
        provider.upstream.identity = provider.upstream.identity.withConnectorData("upstream-secret");
        browser.signIn(request("app", "openid"));
        String cookie = browser.cookie.orElseThrow();
        String body = provider.store
                .find(new RecordKey(Sessions.KIND, cookie.substring(0, 25)))
                .orElseThrow()
                .body();
        assertFalse(body.contains(cookie.substring(25)));
        assertFalse(body.contains("upstream-secret"));
        assertFalse(browser.session().toString().contains("Jane"));
    }

    @Test
    public void beginsNoSessionBeforeAFlowIsComplete() {
        provider.signedIn(request("app", "openid"));
        assertEquals(0, sessions());
        browser.signIn(request("app", "openid"));
        assertEquals(1, sessions());
    }

    @Test
    public void writesNothingWhenAPersonIsKnownAgain() {
        browser.signIn(request("app", "openid"));
        long version = version();
        provider.clock.advance(Duration.ofMinutes(47));
        browser.begin(request("other", "openid"));
        browser.goOn(request("app", "openid"));
        assertEquals(version, version());
        provider.clock.advance(Duration.ofMinutes(2));
        browser.goOn(request("app", "openid"));
        assertNotEquals(version, version());
    }

    @Test
    public void endsWhenItIsNotUsed() {
        browser.signIn(request("app", "openid"));
        provider.clock.advance(Duration.ofHours(8).minusSeconds(1));
        browser.goOn(request("app", "openid"));
        provider.clock.advance(Duration.ofHours(8));
        assertTrue(browser.begin(request("app", "openid")).person().isEmpty());
    }

    @Test
    public void endsHoweverMuchItIsUsed() {
        browser.signIn(request("app", "openid"));
        for (int hours = 0; hours < 23; hours++) {
            provider.clock.advance(Duration.ofHours(1));
            browser.goOn(request("app", "openid"));
        }
        provider.clock.advance(Duration.ofHours(1));
        assertTrue(browser.begin(request("app", "openid")).person().isEmpty());
    }

    @Test
    public void takesNoOldCookieAfterANewSignIn() {
        browser.signIn(request("app", "openid"));
        TestBrowser thief = browser.copy();
        browser.signIn(request("app", "openid"));
        assertNotEquals(thief.cookie, browser.cookie);
        assertTrue(thief.begin(request("app", "openid")).person().isEmpty());
        assertEquals(1, sessions());
    }

    @Test
    public void staysTheSameSessionWhenTheSamePersonSignsInAgain() {
        provider.put(TestProvider.confidential("app", "refreshTokenLifetime", "session"));
        TokenResponse tokens = browser.tokens(browser.signIn(request("app", "openid offline_access")), "app");
        String id = browser.session().id();
        Instant first = browser.session().person().authTime();
        provider.clock.advance(Duration.ofMinutes(1));
        browser.signIn(request("other", "openid"));
        assertEquals(id, browser.session().id());
        assertEquals(
                first.plus(Duration.ofMinutes(1)), browser.session().person().authTime());
        assertEquals(List.of("app", "other"), browser.session().clientIds());
        provider.token(TestProvider.refresh(tokens.refreshToken().orElseThrow()));
    }

    @Test
    public void endsTheSessionOfAnotherPersonInThisBrowser() {
        provider.put(TestProvider.confidential("app", "refreshTokenLifetime", "session"));
        TokenResponse tokens = browser.tokens(browser.signIn(request("app", "openid offline_access")), "app");
        TestBrowser before = browser.copy();
        provider.upstream.identity = JIM;
        browser.signIn(request("other", "openid"));
        assertNotEquals(before.cookie.map(id -> id.substring(0, 25)), browser.cookie.map(id -> id.substring(0, 25)));
        assertEquals(List.of("other"), browser.session().clientIds());
        assertTrue(before.begin(request("app", "openid")).person().isEmpty());
        assertDead(tokens);
    }

    @Test
    public void leavesThisBrowsersSessionAloneWhenAnotherSignsInElsewhere() {
        browser.signIn(request("app", "openid"));
        new TestBrowser(provider).signIn(request("app", "openid"));
        browser.goOn(request("app", "openid"));
        assertEquals(2, sessions());
    }

    @Test
    public void endsWhatWasGivenOutInIt() {
        TokenResponse access = browser.tokens(browser.signIn(request("app", "openid")), "app");
        TokenResponse offline = browser.tokens(browser.goOn(request("app", "openid offline_access")), "app");
        provider.put(TestProvider.confidential("other", "refreshTokenLifetime", "session"));
        TokenResponse bound = browser.tokens(browser.goOn(request("other", "openid offline_access")), "other");
        Session ended = provider.archive.sessionEnd().end(browser.session()).orElseThrow();
        assertEquals(List.of("app", "other"), ended.clientIds());
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(access.accessToken()));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(bound.accessToken()));
        provider.tokens.userinfo(offline.accessToken());
        provider.token(TestProvider.refresh(offline.refreshToken().orElseThrow()));
        assertTrue(browser.begin(request("app", "openid")).person().isEmpty());
    }

    @Test
    public void revokesABoundFamilyOnceTheSessionHasRunOut() {
        provider.settings =
                TestProvider.settings("oauth2.skipApprovalScreen", "true", "sessions.refreshTokens", "session");
        TokenResponse tokens = browser.tokens(browser.signIn(request("app", "openid offline_access")), "app");
        provider.clock.advance(Duration.ofHours(7));
        TokenResponse next =
                provider.token(TestProvider.refresh(tokens.refreshToken().orElseThrow()));
        provider.clock.advance(Duration.ofHours(2));
        Map<String, String> question = Map.of(
                "client_id",
                "app",
                "client_secret",
                TestProvider.SECRET,
                "token",
                next.refreshToken().orElseThrow());
        assertEquals("{\"active\":false}", provider.tokens.introspect(Parameters.of(question), Optional.empty()));
        assertDead(next);
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(next.accessToken()));
    }

    @Test
    public void canBeEndedOnce() throws Exception {
        browser.signIn(request("app", "openid"));
        Session session = browser.session();
        List<Object> outcomes = Parallel.outcomes(
                10, () -> provider.archive.sessionEnd().end(session).isPresent());
        assertEquals(1, outcomes.stream().filter(Boolean.TRUE::equals).count());
    }

    @Test
    public void letsNobodyInBySessionThatEndedMeanwhile() {
        browser.signIn(request("app", "openid"));
        Flow flow = browser.begin(request("other", "openid"));
        provider.archive.sessionEnd().end(browser.session());
        assertRefused(ErrorCode.LOGIN_REQUIRED, () -> browser.complete(flow));
        assertEquals(0, sessions());
    }

    @Test
    public void answersNoFlowWhoseBrowserHasLeftTheSession() {
        browser.signIn(request("app", "openid"));
        Flow flow = browser.begin(request("other", "openid"));
        assertRefused(ErrorCode.LOGIN_REQUIRED, () -> new TestBrowser(provider).complete(flow));
        browser.signIn(request("app", "openid"));
        browser.complete(flow);
    }

    @Test
    public void writesOneRecordForASignInAndNoneForWhatIsKnown() {
        browser.signIn(request("app", "openid"));
        assertEquals(1, sessions());
        assertEquals(
                1, provider.store.list("grant", Optional.empty(), 10).records().size());
        assertEquals(
                0,
                provider.store.list("upstream", Optional.empty(), 10).records().size());
        assertEquals(
                0,
                provider.store.list("consent", Optional.empty(), 10).records().size());
    }

    @Test
    public void endsAllSessionsOfAPersonHoweverManyThereAre() {
        for (int i = 0; i < 450; i++) {
            new TestBrowser(provider).signIn(request("app", "openid"));
        }
        browser.signIn(request("app", "openid"));
        assertEquals(451, sessions());
        provider.archive.sessionEnd().endAll(browser.session().owner());
        assertEquals(0, sessions());
    }

    @Test
    public void endsAllSessionsOfAPersonWhoIsGone() {
        TokenResponse tokens = browser.tokens(browser.signIn(request("app", "openid offline_access")), "app");
        TestBrowser phone = new TestBrowser(provider);
        phone.signIn(request("other", "openid"));
        provider.upstream.isJaneGone = true;
        assertDead(tokens);
        assertTrue(browser.begin(request("app", "openid")).person().isEmpty());
        assertTrue(phone.begin(request("app", "openid")).person().isEmpty());
    }

    @Test
    public void keepsWhatALaterClientNeedsForItsRefreshes() {
        provider.upstream.identity = provider.upstream.identity.withConnectorData("upstream-secret");
        browser.signIn(request("app", "openid"));
        TokenResponse tokens = browser.tokens(browser.goOn(request("other", "openid offline_access")), "other");
        Map<String, String> form = TestProvider.refresh(tokens.refreshToken().orElseThrow());
        form.put("client_id", "other");
        provider.token(form);
        assertEquals(Optional.of("upstream-secret"), provider.upstream.lastRefreshed.connectorData());
    }

    @Test
    public void remembersTheLastHundredClients() {
        Session session =
                new Session("s", "f", browserPerson(), new Scopes(true, true), provider.clock.instant(), List.of());
        for (int i = 0; i < 150; i++) {
            session = session.usedFor("client-" + i, provider.clock.instant());
        }
        assertEquals(100, session.clientIds().size());
        assertEquals("client-149", session.clientIds().get(99));
    }

    @Test
    public void areNotThereWhenSwitchedOff() {
        browser.signIn(request("app", "openid"));
        provider.settings = TestProvider.settings("sessions.enabled", "false", "oauth2.skipApprovalScreen", "true");
        assertTrue(browser.begin(request("app", "openid")).person().isEmpty());
        TestBrowser next = new TestBrowser(provider);
        JsonObject claims = claims(next.tokens(next.signIn(request("app", "openid")), "app"));
        assertTrue(next.cookie.isEmpty());
        assertFalse(claims.has("sid"));
        assertEquals(1, sessions());
    }

    private Grant.Person browserPerson() {
        browser.signIn(request("app", "openid"));
        return browser.session().person();
    }

    private void assertDead(TokenResponse tokens) {
        assertRefused(
                ErrorCode.INVALID_GRANT,
                () -> provider.token(TestProvider.refresh(tokens.refreshToken().orElseThrow())));
    }

    private int sessions() {
        return provider.store
                .list(Sessions.KIND, Optional.empty(), RecordStore.MAX_BATCH)
                .records()
                .size();
    }

    private long version() {
        return provider.store
                .list(Sessions.KIND, Optional.empty(), 1)
                .records()
                .get(0)
                .version();
    }

    private static char other(String text, int index) {
        return text.charAt(index) == 'b' ? 'c' : 'b';
    }

    private static JsonObject claims(TokenResponse tokens) {
        String payload = tokens.idToken().orElseThrow().split("\\.", -1)[1];
        return JsonParser.parseString(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }
}
