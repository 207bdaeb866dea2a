package io.narthex.example.app.internal;

import static io.narthex.example.app.internal.TestBrowser.location;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;

public final class SessionTest {

    @Rule
    public final RunningApp app = new RunningApp();

    private final TestBrowser browser = app.browser();

    @Test
    public void refreshShowsTheNewTokens() {
        browser.signIn("scope=offline_access");
        assertEquals("/session", location(refresh()));

        String page = browser.get("/session").body();
        assertTrue(page, page.contains("access-2") && page.contains("refresh-2") && page.contains("refreshed once"));
        assertFalse(page.contains("access-1") || page.contains("refresh-1"));
        assertEquals(Optional.of("refresh-1"), app.provider.tokenRequests.get(1).one("refresh_token"));
    }

    @Test
    public void refreshUsesTheNewestRefreshToken() {
        browser.signIn("scope=offline_access");
        refresh();
        refresh();
        assertEquals(Optional.of("refresh-2"), app.provider.tokenRequests.get(2).one("refresh_token"));
    }

    @Test
    public void refreshKeepsTheIdTokenWhereNoneCame() {
        browser.signIn("scope=offline_access");
        app.provider.withIdToken = false;
        refresh();
        assertTrue(browser.get("/session").body().contains("access-2"));
    }

    @Test
    public void refreshNeedsNoNonce() {
        browser.signIn("scope=offline_access");
        app.provider.claims = claims -> claims.claim("nonce", null);
        refresh();
        assertTrue(browser.get("/session").body().contains("access-2"));
    }

    @Test
    public void refreshThatBringsSomeoneElseChangesNothing() {
        browser.signIn("scope=offline_access");
        app.provider.claims = claims -> claims.subject("other");
        refresh();

        String page = browser.get("/session").body();
        assertTrue(page, page.contains("sub: not the person who signed in") && page.contains("access-1"));
    }

    @Test
    public void refreshThatIsRefusedSaysSoOnce() {
        browser.signIn("scope=offline_access");
        app.provider.tokenError = "invalid_grant";
        refresh();

        assertTrue(browser.get("/session").body().contains("Refreshing failed. invalid_grant: Used before"));
        assertFalse(browser.get("/session").body().contains("Refreshing failed"));
    }

    @Test
    public void offersNoRefreshWithoutARefreshToken() {
        assertFalse(browser.signInAndShow("").contains("/session/refresh"));
    }

    @Test
    public void refusesFormsThatItDidNotMake() {
        browser.signIn("scope=offline_access");
        for (String page : new String[] {"/session/refresh", "/session/userinfo", "/session/sign-out"}) {
            assertEquals(403, browser.post(page, "").statusCode());
            assertEquals(403, browser.post(page, "form_token=other").statusCode());
        }
        assertEquals(1, app.provider.tokenRequests.size());
        assertEquals(200, browser.get("/session").statusCode());
    }

    @Test
    public void refusesTheFormTokenOfAnotherSession() {
        browser.signIn("scope=offline_access");
        TestBrowser other = app.browser();
        other.signIn("scope=offline_access");
        assertEquals(
                403,
                browser.post("/session/refresh", "form_token=" + other.formToken())
                        .statusCode());
    }

    @Test
    public void showsTheAnswerOfUserinfo() {
        browser.signIn("");
        browser.post("/session/userinfo", "form_token=" + browser.formToken());
        assertTrue(browser.get("/session").body().contains("Ask again"));
    }

    @Test
    public void refusesUserinfoAboutSomeoneElse() {
        browser.signIn("");
        app.provider.userinfoSubject = "other";
        browser.post("/session/userinfo", "form_token=" + browser.formToken());
        assertTrue(browser.get("/session").body().contains("userinfo is about someone else"));
    }

    @Test
    public void signingOutForgetsTheTokens() {
        browser.signIn("");
        HttpResponse<String> answer = browser.post("/session/sign-out", "form_token=" + browser.formToken());

        assertTrue(browser.get(location(answer)).body().contains("You are signed out here"));
        assertEquals(303, browser.get("/session").statusCode());
    }

    @Test
    public void signingInAgainEndsTheFormerSession() {
        browser.signIn("");
        String former = browser.formToken();
        browser.signIn("");
        assertEquals(
                403, browser.post("/session/userinfo", "form_token=" + former).statusCode());
    }

    @Test
    public void forgetsTheTokensAfterEightHours() {
        browser.signIn("");
        app.clock.advance(Duration.ofHours(8).plusSeconds(1));
        assertEquals(303, browser.get("/session").statusCode());
    }

    @Test
    public void tellsTheStartPageWhoIsSignedIn() {
        browser.signIn("");
        assertTrue(browser.get("/").body().contains("You are signed in as <b>Kilgore &lt;Trout&gt;</b>"));
        browser.forgetCookies();
        assertFalse(browser.get("/").body().contains("You are signed in"));
    }

    private HttpResponse<String> refresh() {
        return browser.post("/session/refresh", "form_token=" + browser.formToken());
    }
}
