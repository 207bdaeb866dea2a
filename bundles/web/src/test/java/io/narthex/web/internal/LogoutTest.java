package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.web.internal.Browser.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.Rule;
import org.junit.Test;

public class LogoutTest {

    private static final String AFTER = "https://app.example/bye?x=1";
    private static final String GOOD = "/dex/logout?id_token_hint=good&state=s%261&post_logout_redirect_uri="
            + "https%3A%2F%2Fapp.example%2Fbye%3Fx%3D1";

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final FakeLogout logout = server.backends.provider.logout;

    private Browser known() {
        Browser browser = server.browser();
        browser.cookies.put("narthex-session", "known");
        return browser;
    }

    @Test
    public void signsOutAtOnceWhereTheClientProvesIt() {
        Browser browser = known();
        Answer answer = browser.get(GOOD);
        assertEquals(303, answer.status());
        assertEquals(AFTER + "&state=s%261", answer.location());
        assertTrue(logout.ended);
        assertFalse(browser.cookies.containsKey("narthex-session"));
    }

    @Test
    public void asksFirstWhereNothingProvesIt() {
        Browser browser = known();
        Answer page =
                browser.get("/dex/logout?client_id=app&state=s&post_logout_redirect_uri=https%3A%2F%2Fa.example%2F");
        assertEquals(200, page.status());
        assertFalse(logout.ended);
        assertTrue(page.body(), page.body().contains("The app asks you to sign out"));
        Answer done = browser.submit(page, Map.of("logout", "yes"));
        assertEquals("https://a.example/?state=s", done.location());
        assertTrue(logout.ended);
    }

    @Test
    public void obeysNoConfirmationFromElsewhere() {
        Map<String, String> forged = Map.of("logout", "yes", "form_token", "x");
        assertEquals(200, known().post("/dex/logout", forged).status());
        Browser browser = known();
        Answer page = browser.get("/dex/logout");
        String token = Jsoup.parse(page.body()).select("input[name=form_token]").attr("value");
        browser.with("Origin", "https://evil.example")
                .post("/dex/logout", Map.of("logout", "yes", "form_token", token));
        assertFalse(logout.ended);
    }

    @Test
    public void showsWhatIsWrongAndEndsNothing() {
        for (String query :
                List.of("id_token_hint=bad", "client_id=a&client_id=b", "id_token_hint=" + "x".repeat(9_000))) {
            Answer answer = known().get("/dex/logout?" + query);
            assertEquals(query, 400, answer.status());
            assertEquals("", answer.location());
        }
        assertFalse(logout.ended);
    }

    @Test
    public void saysSoWhereThereIsNowhereToGo() {
        Answer page = server.browser().get("/dex/logout");
        assertEquals("You are signed out", page.title());
        assertEquals(303, server.browser().get(GOOD).status());
    }

    @Test
    public void letsTheBrowserPostAgainWhatAnotherSiteHasPosted() {
        Browser stranger = server.browser().with("Origin", "https://app.example");
        Answer page = stranger.post("/dex/logout", Map.of("id_token_hint", "good", "state", "s"));
        assertEquals(200, page.status());
        assertFalse(logout.ended);
        Browser browser = known();
        Answer done = browser.submit(page, Map.of());
        assertEquals("You are signed out", done.title());
        assertTrue(logout.ended);
    }

    @Test
    public void loadsTheFramesOfClientsAndGoesOnFromThere() {
        logout.frames = List.of(URI.create("https://a.example:8443/out?sid=1"), URI.create("https://b.example/out"));
        Answer page = known().get(GOOD);
        assertEquals(200, page.status());
        assertEquals(
                List.of("https://a.example:8443/out?sid=1", "https://b.example/out"),
                Jsoup.parse(page.body()).select("iframe").eachAttr("src"));
        assertEquals(
                AFTER + "&state=s%261",
                Jsoup.parse(page.body()).select("#onward").attr("href"));
        String policy = page.header("Content-Security-Policy");
        assertTrue(policy, policy.contains("frame-src https://a.example:8443 https://b.example;"));
    }

    @Test
    public void sendsThePersonToTheUpstreamAndTakesThemOnFromThere() {
        logout.hasUpstream = true;
        Browser browser = known();
        Answer away = browser.get(GOOD);
        assertTrue(away.location(), away.location().startsWith("https://upstream.example/out?to="));
        String state = away.location().substring(away.location().indexOf("&state=") + 7);
        Answer stranger = server.browser().get("/dex/logout/callback?state=" + state);
        assertEquals("You are signed out", stranger.title());
        assertEquals(
                "You are signed out",
                browser.get("/dex/logout/callback?state=x").title());
    }

    @Test
    public void takesWhoComesBackToWhereTheyWantedToGo() {
        logout.hasUpstream = true;
        Browser browser = known();
        Answer away = browser.get(GOOD);
        String state = away.location().substring(away.location().indexOf("&state=") + 7);
        assertEquals(
                AFTER + "&state=s%261",
                browser.get("/dex/logout/callback?state=" + state).location());
        assertFalse(browser.cookies.containsKey("narthex-logout"));
    }
}
