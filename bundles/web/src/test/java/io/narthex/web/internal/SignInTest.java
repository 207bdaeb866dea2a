package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.provider.ConnectorNotReadyException;
import io.narthex.web.internal.Browser.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;

public class SignInTest {

    private static final String AUTH = "/dex/auth?client_id=app&scope=openid&state=xyz";

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final Browser browser = server.browser();
    private final FakeSignIn signIn = server.backends.provider.signIn;

    @Test
    public void showsTheChoiceAndSetsTheFlowCookie() {
        Answer page = browser.get(AUTH);
        assertEquals(200, page.status());
        assertTrue(page.body(), page.body().contains("The app"));
        String cookie = page.header("Set-Cookie");
        assertTrue(
                cookie,
                cookie.matches(
                        "narthex-flow-[a-z2-7]{25}=[A-Za-z0-9_-]+; Path=/dex; Max-Age=\\d+; HttpOnly; SameSite=Lax"));
        assertTrue(page.link("Redirect").startsWith("/dex/auth/redirect?flow="));
        assertTrue(page.link("Password").startsWith("/dex/auth/pass%2Fword?flow="));
    }

    @Test
    public void goesToTheOnlyConnectorWithoutAsking() {
        signIn.choices = List.of(FakeSignIn.status("redirect", "Redirect"));
        Answer answer = browser.get(AUTH);
        assertEquals(302, answer.status());
        assertTrue(answer.location(), answer.location().startsWith("/dex/auth/redirect?flow="));
    }

    @Test
    public void speaksTheLanguageThatTheClientAsksFor() {
        browser.with("Accept-Language", "en");
        assertTrue(browser.get(AUTH).body().contains("<html lang=\"en\""));
        Answer choice = browser.get(AUTH + "&ui_locales=tlh+de-AT+en");
        assertTrue(choice.body(), choice.body().contains("<html lang=\"de\""));
        assertTrue(browser.get(choice.link("Password")).body().contains("<html lang=\"de\""));
        assertTrue(browser.get(AUTH + "&ui_locales=tlh+%00").body().contains("<html lang=\"en\""));
    }

    @Test
    public void showsTheOnlyConnectorIfTheOperatorWantsThat() {
        server.providerSettings = Map.of("oauth2.alwaysShowLoginScreen", "true");
        signIn.choices = List.of(FakeSignIn.status("redirect", "Redirect"));
        assertEquals(200, browser.get(AUTH).status());
    }

    @Test
    public void goesToTheConnectorThatTheClientAskedFor() {
        assertTrue(browser.get(AUTH + "&connector_id=form").location().startsWith("/dex/auth/form?flow="));
    }

    @Test
    public void takesAnAuthorizationRequestByPostFromAnotherSite() {
        Answer answer = browser.with("Sec-Fetch-Site", "cross-site")
                .with("Origin", "https://app.example")
                .post("/dex/auth", Map.of("client_id", "app", "scope", "openid"));
        assertEquals(303, answer.status());
        assertEquals(200, browser.get(answer.location()).status());
    }

    @Test
    public void signsInWithAPassword() {
        Answer page = browser.get(browser.get(AUTH).link("Password"));
        assertEquals(200, page.status());
        assertTrue(page.body(), page.body().contains("Staff number"));

        Answer wrong = browser.submit(page, Map.of("login", "jane", "password", "wrong"));
        assertEquals(401, wrong.status());
        assertTrue(wrong.body(), wrong.body().contains("value=\"jane\""));
        assertFalse(wrong.body(), wrong.body().contains("value=\"wrong\""));

        Answer guessed = browser.submit(wrong, Map.of("login", "jane", "password", "guessed"));
        assertEquals(429, guessed.status());
        assertEquals("120", guessed.header("Retry-After"));
        assertTrue(guessed.body(), guessed.body().contains("too many attempts"));

        Answer right = browser.submit(guessed, Map.of("login", "jane", "password", "right"));
        assertEquals(303, right.status());
        assertTrue(right.location(), right.location().startsWith("/dex/approval?flow="));

        Answer approval = browser.get(right.location());
        assertEquals(200, approval.status());
        Answer answer = browser.submit(approval, Map.of("approval", "approve"));
        assertEquals(303, answer.status());
        assertEquals(
                "https://app.example/cb?code=the-code&iss=http%3A%2F%2F127.0.0.1%2Fdex&state=xyz", answer.location());
    }

    @Test
    public void saysThatAPasswordCanNotBeCheckedNow() {
        Answer page = browser.get(browser.get(AUTH).link("Password"));
        Answer busy = browser.submit(page, Map.of("login", "jane", "password", "down"));
        assertEquals(503, busy.status());
        assertTrue(busy.body(), busy.body().contains("name=\"password\""));
    }

    @Test
    public void neverAsksTheConnectorWithAnEmptyPassword() {
        Answer page = browser.get(browser.get(AUTH).link("Password"));
        assertEquals(
                401,
                browser.submit(page, Map.of("login", "jane", "password", "")).status());
        assertEquals(
                401,
                browser.submit(page, Map.of("login", "locked", "password", "")).status());
    }

    @Test
    public void tellsWhoMayNotSignIn() {
        Answer page = browser.get(browser.get(AUTH).link("Password"));
        Answer refused = browser.submit(page, Map.of("login", "locked", "password", "right"));
        assertEquals(403, refused.status());
        assertEquals("Sign in", browser.get(refused.link("Start again")).title());
    }

    @Test
    public void sendsTheErrorToTheClientWhenThePersonSaysNo() {
        Answer page = browser.get(browser.get(AUTH).link("Password"));
        Answer approval = browser.get(browser.submit(page, Map.of("login", "jane", "password", "right"))
                .location());
        Answer answer = browser.submit(approval, Map.of("approval", "rejected"));
        assertEquals(303, answer.status());
        assertTrue(answer.location(), answer.location().startsWith("https://app.example/cb?error=access_denied&"));
        assertEquals(
                400, browser.submit(approval, Map.of("approval", "approve")).status());
    }

    @Test
    public void signsInByRedirect() {
        Answer left = browser.get(browser.get(AUTH).link("Redirect"));
        assertEquals(302, left.status());
        assertEquals("https://upstream.example/in?callback=" + server.address("/dex/callback"), left.location());
        signIn.approval = false;
        Answer back = browser.with("X-Remote-User", "root")
                .with("X_Remote-Group", "wheel")
                .get("/dex/callback?code=1&state=" + flowId());
        assertEquals(303, back.status());
        assertTrue(back.location(), back.location().startsWith("https://app.example/cb?code=the-code"));
        Map<String, List<String>> headers = signIn.lastReturn.orElseThrow().headers();
        assertFalse(
                headers.toString(),
                headers.toString().contains("root") || headers.toString().contains("wheel"));
        assertFalse(headers.containsKey("cookie"));
        assertEquals(List.of("1"), signIn.lastReturn.orElseThrow().query().get("code"));
    }

    @Test
    public void leavesTheHeadersOfAnAuthenticatingProxyToItsOwnPath() {
        browser.get(browser.get(AUTH).link("Redirect"));
        browser.with("X-Remote-User", "jane").get("/dex/callback/pro%2Fxy?state=" + flowId());
        assertEquals(List.of("jane"), signIn.lastReturn.orElseThrow().headers().get("x-remote-user"));
        assertEquals(Optional.of("pro/xy"), signIn.lastReturn.orElseThrow().connectorId());
        assertEquals(
                server.address("/dex/callback/pro%2Fxy"),
                signIn.lastReturn.orElseThrow().callback().toString());
    }

    @Test
    public void letsTheBrowserRepeatAFormThatCameFromAnotherSite() {
        Answer page = browser.get(browser.get(AUTH).link("Post"));
        assertEquals(200, page.status());
        assertTrue(page.body(), page.body().contains("action=\"https://upstream.example/in?callback="));
        assertTrue(page.body(), page.body().contains("SAMLRequest"));

        Map<String, String> answer = Map.of("RelayState", flowId(), "SAMLResponse", "a".repeat(300_000));
        Answer repeat = server.browser().post("/dex/callback", answer);
        assertEquals(200, repeat.status());
        assertTrue(repeat.body().contains("action=\"/dex/callback\""));
        assertEquals(
                "a stranger is asked once only",
                400,
                server.browser().submit(repeat, Map.of()).status());
        signIn.approval = false;
        Answer back = browser.submit(repeat, Map.of());
        assertEquals(303, back.status());
        assertEquals(
                List.of("RelayState", "SAMLResponse"),
                signIn.lastReturn.orElseThrow().form().keySet().stream()
                        .sorted()
                        .toList());
    }

    @Test
    public void showsTheCodeToWhoMustCarryIt() {
        signIn.approval = false;
        Answer page = browser.get(
                browser.get(AUTH + "&redirect_uri=urn:ietf:wg:oauth:2.0:oob").link("Password"));
        Answer code = browser.submit(page, Map.of("login", "jane", "password", "right"));
        assertEquals(200, code.status());
        assertTrue(code.body(), code.body().contains("the-code"));
        assertEquals("no-store", code.header("Cache-Control"));
    }

    @Test
    public void saysAfterTheEndThatItHasEnded() {
        signIn.approval = false;
        Answer page = browser.get(browser.get(AUTH).link("Password"));
        String flow = flowId();
        browser.submit(page, Map.of("login", "jane", "password", "right"));
        for (Answer late : List.of(
                browser.submit(page, Map.of("login", "jane", "password", "right")),
                browser.get("/dex/auth/redirect?flow=" + flow),
                browser.get("/dex/approval?flow=" + flow),
                browser.get("/dex/callback?state=" + flow),
                browser.get("/dex/auth?flow=" + flow))) {
            assertEquals(400, late.status());
            assertEquals("You have already signed in", late.title());
            assertEquals("https://app.example/", late.link("Back to the application"));
        }
    }

    @Test
    public void saysSoWhenTheFlowEndedElsewhere() {
        Answer page = browser.get(browser.get(AUTH).link("Password"));
        Answer approval = browser.get(browser.submit(page, Map.of("login", "jane", "password", "right"))
                .location());
        Map<String, String> before = Map.copyOf(browser.cookies);
        assertEquals(
                303, browser.submit(approval, Map.of("approval", "approve")).status());
        browser.cookies.putAll(before);
        Answer twice = browser.submit(approval, Map.of("approval", "approve"));
        assertEquals(400, twice.status());
        assertEquals("You have already signed in", twice.title());
    }

    @Test
    public void offersToStartAgainWhenItTookTooLong() {
        signIn.expiry = Instant.now().minusSeconds(1);
        Answer late = browser.get(browser.get(AUTH).link("Password"));
        assertEquals(400, late.status());
        assertEquals("That took too long", late.title());
        String again = late.link("Start again");
        assertTrue(again, again.startsWith("/dex/auth?again="));
        signIn.expiry = Instant.now().plusSeconds(3600);
        Answer anew = browser.get(browser.get(again).link("Password"));
        Answer done = browser.submit(anew, Map.of("login", "jane", "password", "right"));
        assertEquals(303, done.status());
        assertEquals("This sign-in began elsewhere", server.browser().get(again).title());
    }

    @Test
    public void givesARequestThatIsGoodOnceAnAddressThatCanBeReloaded() {
        Answer begun = browser.get(AUTH + "&request_uri=urn:x");
        assertEquals(303, begun.status());
        String choice = begun.location();
        assertEquals(browser.get(choice).title(), browser.get(choice).title());
    }

    @Test
    public void refusesAFlowOfAnotherBrowser() {
        String link = browser.get(AUTH).link("Password");
        Answer foreign = server.browser().get(link);
        assertEquals(400, foreign.status());
        assertEquals("This sign-in began elsewhere", foreign.title());
    }

    @Test
    public void refusesAFormThatIsNotOurs() {
        Answer page = browser.get(browser.get(AUTH).link("Password"));
        Map<String, String> right = Map.of("login", "jane", "password", "right");
        assertEquals(
                400,
                browser.post("/dex/auth/pass%2Fword?flow=" + flowId(), right).status());
        assertEquals(
                400, browser.submit(page, with(right, "form_token", "guessed")).status());
        assertEquals(
                400,
                copy().with("Sec-Fetch-Site", "cross-site").submit(page, right).status());
        assertEquals(
                400,
                copy().with("Sec-Fetch-Site", "same-site").submit(page, right).status());
        assertEquals(
                400,
                copy().with("Origin", "https://evil.example")
                        .submit(page, right)
                        .status());
        String own = server.address("");
        assertEquals(
                303,
                copy().with("Sec-Fetch-Site", "same-origin")
                        .with("Origin", own)
                        .submit(page, right)
                        .status());
        assertEquals(
                303,
                copy().with("Sec-Fetch-Site", "same-origin")
                        .with("Origin", "null")
                        .submit(page, right)
                        .status());
    }

    @Test
    public void doesNotAskForApprovalBeforeSomebodyHasSignedIn() {
        browser.get(AUTH);
        Answer answer = browser.get("/dex/approval?flow=" + flowId());
        assertEquals(303, answer.status());
        assertEquals("/dex/auth?flow=" + flowId(), answer.location());
    }

    @Test
    public void tellsWhatIsWrongWithAConnector() {
        browser.get(AUTH);
        assertEquals(404, browser.get("/dex/auth/none?flow=" + flowId()).status());
        signIn.failure = Optional.of(new ConnectorNotReadyException("redirect", "no bundle"));
        assertEquals(503, browser.get("/dex/auth/redirect?flow=" + flowId()).status());
        signIn.failure = Optional.of(new UpstreamUnavailableException("down: 10.0.0.7"));
        Answer down = browser.get("/dex/auth/redirect?flow=" + flowId());
        assertEquals(503, down.status());
        assertFalse(down.body(), down.body().contains("10.0.0.7"));
        assertEquals("/dex/auth?flow=" + flowId(), down.link("another way"));
        signIn.failure = Optional.of(SignInRefusedException.cancelled("access_denied"));
        assertEquals(403, browser.get("/dex/auth/redirect?flow=" + flowId()).status());
    }

    @Test
    public void sendsErrorsToTheClientOnlyWhereItIsKnown() {
        Answer told = browser.get("/dex/auth?client_id=app&scope=profile&state=s");
        assertEquals(303, told.status());
        assertTrue(told.location(), told.location().startsWith("https://app.example/cb?error=invalid_scope&"));
        Answer shown = browser.get("/dex/auth?client_id=unknown&scope=openid");
        assertEquals(400, shown.status());
        assertEquals("Unknown application", shown.title());
        Answer twice = browser.get("/dex/auth?client_id=app&client_id=app");
        assertEquals(400, twice.status());
    }

    @Test
    public void limitsHowMuchAStrangerMayHaveKept() {
        String large = AUTH + "z".repeat(6_000);
        for (int i = 0; i < 20; i++) {
            assertEquals(200, server.browser().get(large).status());
        }
        Answer refused = server.browser().get(large);
        assertEquals(429, refused.status());
        assertEquals("Too many requests", refused.title());
        assertEquals(200, server.browser().get(AUTH).status());
        assertEquals(
                20,
                server.backends
                        .store
                        .list("flow", Optional.empty(), 100)
                        .records()
                        .size());
    }

    @Test
    public void worksWithoutAPathInTheIssuer() {
        WebServer rooted = new WebServer("");
        try {
            rooted.before();
            Browser other = rooted.browser();
            Answer page = other.get("/auth?client_id=app&scope=openid");
            assertTrue(page.header("Set-Cookie").contains("; Path=/; "));
            assertEquals(200, other.get(page.link("Password")).status());
            assertEquals(404, other.get("/nothing").status());
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            rooted.after();
        }
    }

    private Browser copy() {
        Browser copy = server.browser();
        copy.cookies.putAll(browser.cookies);
        return copy;
    }

    private String flowId() {
        String name = browser.cookies.keySet().stream().findFirst().orElseThrow();
        return name.substring("narthex-flow-".length());
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put(name, value);
        return all;
    }
}
