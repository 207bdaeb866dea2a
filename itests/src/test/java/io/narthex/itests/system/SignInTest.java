package io.narthex.itests.system;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.CoreMatchers.startsWith;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Sign-ins over HTTP, and what can go wrong on the way. */
public class SignInTest {
    private static final Map<String, String> ADMIN = Map.of("login", "admin@example.com", "password", "password");

    private static Distribution narthex;
    private static RelyingParty app;

    @BeforeClass
    public static void start() {
        narthex = Distribution.demo("sign-in").start();
        app = new RelyingParty(narthex.issuer());
    }

    @AfterClass
    public static void stop() {
        narthex.close();
    }

    @Test
    public void theWholeCodeFlowEndsInAVerifiedIdToken() throws Exception {
        JsonObject tokens =
                RelyingParty.tokens(app.redeem(app.codeFromMock("openid email profile groups offline_access")));
        assertEquals(
                List.of("access_token", "token_type", "expires_in", "refresh_token", "id_token"),
                List.copyOf(tokens.keySet()).subList(0, 5));
        JsonObject claims = app.claims(tokens);
        assertEquals("Cg0wLTM4NS0yODA4OS0wEgRtb2Nr", claims.get("sub").getAsString());
        assertEquals(narthex.issuer().toString(), claims.get("iss").getAsString());
        assertEquals("nonce-1", claims.get("nonce").getAsString());
        assertEquals("kilgore@kilgore.trout", claims.get("email").getAsString());
        assertEquals("[\"authors\"]", claims.get("groups").toString());
        JsonObject refreshed =
                RelyingParty.tokens(app.refresh(tokens.get("refresh_token").getAsString()));
        assertEquals(claims.get("sub"), app.claims(refreshed).get("sub"));
    }

    @Test
    public void aPersonChoosesAConnectorAndSignsInWithAPassword() throws Exception {
        Client browser = new Client();
        Page choice = browser.follow(browser.get(app.authorization("openid email")));
        assertEquals(200, choice.status());
        assertThat(choice.text(), containsString("Email"));
        Page form = browser.get(Client.link(choice, "/auth/local"));
        Page end = browser.submit(form, ADMIN);
        assertEquals(303, end.status());
        JsonObject claims = app.claims(RelyingParty.tokens(app.redeem(app.code(end))));
        assertEquals(
                "CiQwOGE4Njg0Yi1kYjg4LTRiNzMtOTBhOS0zY2QxNjYxZjU0NjYSBWxvY2Fs",
                claims.get("sub").getAsString());
        assertEquals("true", claims.get("email_verified").toString());
    }

    @Test
    public void aWrongPasswordShowsTheFormAgain() {
        Client browser = new Client();
        Page form = passwordForm(browser);
        Page again = browser.submit(form, Map.of("login", "admin@example.com", "password", "wrong"));
        assertEquals(401, again.status());
        assertThat(again.text(), containsString("role=\"alert\""));
        assertThat(again.text(), containsString("admin@example.com"));
        assertThat(again.text(), not(containsString("value=\"wrong\"")));
        Page unknown = browser.submit(again, Map.of("login", "nobody@example.com", "password", "wrong"));
        assertEquals(401, unknown.status());
        assertEquals(303, browser.submit(unknown, ADMIN).status());
    }

    @Test
    public void aFlowBelongsToTheBrowserThatBeganIt() {
        Client victim = new Client();
        Page form = passwordForm(victim);
        Client attacker = new Client();
        Page refused = attacker.get(form.address());
        assertEquals(400, refused.status());
        assertThat(refused.headers().firstValue("Content-Type").orElse(""), startsWith("text/html"));
        Map<String, String> query = Client.parameters(form.address());
        Page callback = attacker.get(URI.create(narthex.issuer() + "/callback?state=" + query.get("flow")));
        assertEquals(400, callback.status());
        Page approval = attacker.get(URI.create(narthex.issuer() + "/approval?flow=" + query.get("flow")));
        assertEquals(400, approval.status());
        assertEquals(303, victim.submit(form, ADMIN).status());
    }

    private record Attempt(Client browser, Page end) {}

    @Test
    public void aSignInThatTookTooLongLeadsToANewOne() {
        narthex.set("narthex.provider.cfg", "expiry.authRequests", "1s");
        try {
            Attempt late = await("a sign-in takes too long")
                    .until(
                            () -> {
                                // Who was in time in this browser would be known the next time.
                                Client browser = new Client();
                                Page form = browser.follow(
                                        browser.get(app.authorization("openid", "connector_id", "local")));
                                return await().pollDelay(Duration.ofMillis(1_100))
                                        .until(() -> new Attempt(browser, browser.submit(form, ADMIN)), done -> true);
                            },
                            attempt -> attempt.end().status() == 400);
            URI again = Client.link(late.end(), "/auth?");
            assertThat(again.getPath(), startsWith(narthex.issuer().getPath() + "/auth"));
            Page anew = late.browser().follow(late.browser().get(again));
            assertEquals(200, anew.status());
            assertThat(anew.text(), containsString("name=\"password\""));
        } finally {
            narthex.set("narthex.provider.cfg", "expiry.authRequests", "1h");
        }
        await("the setting takes effect, so that one may take longer than a second")
                .until(() -> {
                    Client browser = new Client();
                    Page form = passwordForm(browser);
                    return await().pollDelay(Duration.ofMillis(1_100))
                                    .until(() -> browser.submit(form, ADMIN), page -> true)
                                    .status()
                            == 303;
                });
    }

    @Test
    public void aFormSentTwiceEndsOnce() {
        Client browser = new Client();
        Page form = passwordForm(browser);
        assertEquals(303, browser.submit(form, ADMIN).status());
        Page again = browser.submit(form, ADMIN);
        assertEquals(400, again.status());
        assertThat(again.headers().firstValue("Content-Type").orElse(""), startsWith("text/html"));
    }

    @Test
    public void twoTabsOfOneBrowserDoNotDisturbEachOther() {
        Client browser = new Client();
        Page first = passwordForm(browser);
        Page second = passwordForm(browser);
        Page secondEnd = browser.submit(second, ADMIN);
        Page firstEnd = browser.submit(first, ADMIN);
        RelyingParty.tokens(app.redeem(app.code(firstEnd)));
        RelyingParty.tokens(app.redeem(app.code(secondEnd)));
    }

    @Test
    public void anErrorGoesToTheClientOnlyAtARegisteredAddress() {
        Client browser = new Client();
        Page sent = browser.get(app.authorization("email"));
        assertEquals(303, sent.status());
        assertThat(
                sent.location().orElseThrow().toString(), startsWith(RelyingParty.CALLBACK + "?error=invalid_scope"));
        Page shown = browser.get(app.authorization("openid", "redirect_uri", "https://evil.example/"));
        assertEquals(400, shown.status());
        assertEquals(Optional.empty(), shown.location());
    }

    @Test
    public void everyAnswerHasItsSecurityHeaders() {
        Client browser = new Client();
        for (String path : List.of(
                "/auth", "/token", "/userinfo", "/keys", "/healthz", "/static/main.css", "/nothing", "/approval")) {
            Page page = browser.get(URI.create(narthex.issuer() + path));
            String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
            assertThat(path, policy, containsString("frame-ancestors 'none'"));
            assertThat(path, policy, containsString("default-src 'none'"));
            assertEquals(
                    path,
                    "nosniff",
                    page.headers().firstValue("X-Content-Type-Options").orElse(""));
            assertTrue(path, page.status() < 500);
        }
    }

    @Test
    public void approvalIsAskedForWhenSwitchedOn() throws Exception {
        narthex.set("narthex.provider.cfg", "oauth2.skipApprovalScreen", "false");
        try {
            Client browser = new Client();
            Page question = await("the setting takes effect")
                    .until(
                            () -> browser.follow(
                                    browser.get(app.authorization("openid email", "connector_id", "mock"))),
                            page -> page.status() == 200);
            assertThat(question.text(), containsString("Kilgore Trout"));
            Page approved = browser.submit(question, Map.of("approval", "approve"));
            RelyingParty.tokens(app.redeem(app.code(approved)));

            Page second = browser.follow(
                    browser.get(app.authorization("openid email", "connector_id", "mock", "prompt", "consent")));
            Page rejected = browser.submit(second, Map.of("approval", "rejected"));
            assertThat(
                    rejected.location().orElseThrow().toString(),
                    startsWith(RelyingParty.CALLBACK + "?error=access_denied"));
        } finally {
            narthex.set("narthex.provider.cfg", "oauth2.skipApprovalScreen", "true");
            await("the setting takes effect").untilAsserted(() -> app.codeFromMock("openid"));
        }
    }

    @Test
    public void aCodeUsedTwiceEndsEverything() {
        String code = app.codeFromMock("openid offline_access");
        JsonObject tokens = RelyingParty.tokens(app.redeem(code));
        Page second = app.redeem(code);
        assertEquals(400, second.status());
        assertThat(second.text(), containsString("invalid_grant"));
        assertEquals(400, app.refresh(tokens.get("refresh_token").getAsString()).status());
    }

    private static Page passwordForm(Client browser) {
        Page form = browser.follow(browser.get(app.authorization("openid", "connector_id", "local")));
        assertEquals(200, form.status());
        return form;
    }
}
