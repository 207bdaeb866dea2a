package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.web.internal.Browser.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.junit.Rule;
import org.junit.Test;

public class SessionTest {

    private static final String AUTH = "/dex/auth?client_id=app&scope=openid&state=xyz";
    private static final String COOKIE = "narthex-session";

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final Browser browser = new Browser(server);

    @Test
    public void letsTheBrowserIntoASessionAtTheEndOfAFlow() {
        signIn().newSession = Optional.of("fresh");
        signIn().approval = false;
        Answer end = browser.submit(browser.get(browser.get(AUTH).link("Password")), JANE);
        assertEquals(303, end.status());
        assertTrue(
                end.header("Set-Cookie"),
                end.header("Set-Cookie").contains(COOKIE + "=fresh; Path=/dex; HttpOnly; SameSite=Lax"));
        assertEquals("fresh", browser.cookies.get(COOKIE));
    }

    @Test
    public void keepsTheCookieForItselfWhereBrowsersComeByHttps() {
        signIn().approval = false;
        signIn().newSession = Optional.of("fresh");
        server.providerSettings = Map.of("issuer", "https://id.example/dex");
        Answer end = browser.submit(browser.get(browser.get(AUTH).link("Password")), JANE);
        assertTrue(
                end.header("Set-Cookie"),
                end.header("Set-Cookie")
                        .contains("__Secure-" + COOKIE + "=fresh; Path=/dex; Secure; HttpOnly; SameSite=Lax"));
        server.providerSettings = Map.of("issuer", "https://id.example");
        browser.cookies.clear();
        browser.cookies.put("__Host-" + COOKIE, "known");
        assertTrue(browser.get(AUTH).location().startsWith("https://app.example/cb?code="));
        browser.cookies.clear();
        browser.cookies.put(COOKIE, "known");
        assertEquals(200, browser.get(AUTH).status());
    }

    @Test
    public void answersAClientWithoutAPageWhereTheSessionServes() {
        browser.cookies.put(COOKIE, "known");
        signIn().approval = false;
        Answer answer = browser.get(AUTH);
        assertEquals(303, answer.status());
        assertTrue(answer.location(), answer.location().startsWith("https://app.example/cb?code=the-code&"));
        assertFalse(answer.header("Set-Cookie"), answer.header("Set-Cookie").contains(COOKIE));
    }

    @Test
    public void asksWhoIsKnownForApproval() {
        browser.cookies.put(COOKIE, "known");
        Answer answer = browser.get(AUTH);
        assertTrue(answer.location(), answer.location().startsWith("/dex/approval?flow="));
        Answer approval = browser.get(answer.location());
        assertEquals(List.of(), List.copyOf(signIn().approved));
        browser.submit(approval, Map.of("approval", "approve"));
        assertEquals(1, signIn().approved.size());
    }

    @Test
    public void remembersNoApprovalThatWasRejected() {
        browser.cookies.put(COOKIE, "known");
        browser.submit(browser.get(browser.get(AUTH).location()), Map.of("approval", "rejected"));
        assertEquals(List.of(), List.copyOf(signIn().approved));
    }

    @Test
    public void knowsThePersonBehindAFormThatCameWithoutCookies() {
        signIn().approval = false;
        Answer first = browser.with("Sec-Fetch-Site", "cross-site")
                .post("/dex/auth", Map.of("client_id", "app", "scope", "openid"));
        assertEquals(303, first.status());
        browser.cookies.put(COOKIE, "known");
        assertTrue(browser.get(first.location()).location().startsWith("https://app.example/cb?code="));
    }

    @Test
    public void believesNeitherOfTwoCookies() {
        browser.cookies.put(COOKIE, "known; " + COOKIE + "=known");
        assertEquals(200, browser.get(AUTH).status());
    }

    @Test
    public void offersToGoOnOrToUseAnotherAccount() {
        browser.cookies.put(COOKIE, "choosing");
        Answer page = browser.get(AUTH);
        assertEquals("Choose an account", page.title());
        Answer other = browser.get(page.link("Use another account"));
        assertTrue(other.link("Password").startsWith("/dex/auth/pass%2Fword?flow="));
        Answer on = browser.submit(page, Map.of());
        assertTrue(on.location(), on.location().startsWith("/dex/approval?flow="));
    }

    @Test
    public void goesOnForNoFormOfAnotherPage() {
        browser.cookies.put(COOKIE, "choosing");
        Answer page = browser.get(AUTH);
        String action = Jsoup.parse(page.body()).select("form").attr("action");
        assertEquals(400, browser.post(action, Map.of("form_token", "guess")).status());
        assertEquals(400, browser.post(action, Map.of()).status());
    }

    @Test
    public void leadsToTheAccountPageThroughASignIn() {
        Answer choice = browser.get("/dex/account");
        assertEquals(200, choice.status());
        assertTrue(choice.body(), choice.body().contains("Narthex"));
        signIn().newSession = Optional.of("mine");
        signIn().approval = false;
        Answer end = browser.submit(browser.get(choice.link("Password")), JANE);
        assertEquals(FakeSignIn.ISSUER + "/account", end.location());
        assertEquals("Your account", browser.get("/dex/account").title());
    }

    @Test
    public void showsSessionsAndApplications() {
        browser.cookies.put(COOKIE, "mine");
        Answer page = browser.get("/dex/account");
        assertEquals("Your account", page.title());
        assertEquals(
                List.of("mine", "phone"),
                Jsoup.parse(page.body()).select("[name=end]").eachAttr("value"));
        assertEquals("https://app.example/start?iss=x", page.link("Open"));
        assertTrue(page.header("Cache-Control"), page.header("Cache-Control").contains("no-store"));
        assertTrue(page.header("Content-Security-Policy").endsWith("form-action 'self'"));
    }

    @Test
    public void endsWhatThePersonWantsEnded() {
        browser.cookies.put(COOKIE, "mine");
        Answer page = browser.get("/dex/account");
        Answer again = browser.submit(page, Map.of("end", "phone"));
        assertEquals("/dex/account", again.location());
        assertEquals(List.of("mine"), account().open);
        browser.submit(page, Map.of("remove", "app"));
        assertEquals(List.of(), account().applications);
        Answer out = browser.submit(page, Map.of("end", "mine"));
        assertEquals("You are signed out", out.title());
        assertFalse(browser.cookies.containsKey(COOKIE));
    }

    @Test
    public void signsOutEverywhere() {
        browser.cookies.put(COOKIE, "phone");
        Answer out = browser.submit(browser.get("/dex/account"), Map.of("end_all", "1"));
        assertEquals("You are signed out", out.title());
        assertEquals(List.of(), account().open);
    }

    @Test
    public void endsNothingForAFormOfAnotherPageOrSession() {
        browser.cookies.put(COOKIE, "phone");
        Answer page = browser.get("/dex/account");
        browser.cookies.put(COOKIE, "mine");
        assertEquals(303, browser.submit(page, Map.of("end_all", "1")).status());
        assertEquals(303, browser.post("/dex/account", Map.of("end_all", "1")).status());
        Answer mine = browser.get("/dex/account");
        Browser elsewhere = new Browser(server).with("Origin", "https://evil.example");
        elsewhere.cookies.putAll(browser.cookies);
        assertEquals(303, elsewhere.submit(mine, Map.of("end_all", "1")).status());
        browser.cookies.clear();
        assertEquals(
                "You are signed out",
                browser.submit(mine, Map.of("end_all", "1")).title());
        assertEquals(List.of("mine", "phone"), account().open);
    }

    @Test
    public void hasNoAccountPageWithoutSessions() {
        account().there = false;
        assertEquals(404, browser.get("/dex/account").status());
    }

    private static final Map<String, String> JANE = Map.of("login", "jane", "password", "right");

    private FakeSignIn signIn() {
        return server.backends.provider.signIn;
    }

    private FakeAccount account() {
        return server.backends.provider.account;
    }
}
