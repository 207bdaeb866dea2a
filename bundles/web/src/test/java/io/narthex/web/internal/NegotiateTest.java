package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.provider.SignIn.Step.Negotiation;
import io.narthex.web.internal.Browser.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

public class NegotiateTest {

    private static final String AUTH = "/dex/auth?client_id=app&scope=openid&state=xyz";

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final Browser browser = server.browser();
    private final FakeSignIn signIn = server.backends.provider.signIn;

    @Before
    public void offer() {
        signIn.negotiation = Negotiation.OFFERED;
    }

    @Test
    public void asksTheBrowserOnceAndShowsTheFormBesides() {
        Answer page = browser.get(browser.get(AUTH).link("Password"));
        assertEquals(401, page.status());
        assertEquals("Negotiate", page.header("WWW-Authenticate"));
        assertTrue(page.body(), page.body().contains("name=\"password\""));

        Answer again = browser.get(browser.get(AUTH).link("Password"));
        assertEquals(200, again.status());
        assertEquals("", again.header("WWW-Authenticate"));

        Answer right = browser.submit(page, Map.of("login", "jane", "password", "right"));
        assertEquals(303, right.status());
    }

    @Test
    public void asksNotWhereTheConnectorCannot() {
        signIn.negotiation = Negotiation.NONE;
        assertEquals(200, browser.get(browser.get(AUTH).link("Password")).status());
    }

    @Test
    public void signsInByWhatTheBrowserSays() {
        String address = browser.get(AUTH).link("Password");
        Answer right = browser.with("Authorization", negotiate("ticket")).get(address);
        assertEquals(303, right.status());
        assertTrue(right.location(), right.location().startsWith("/dex/approval?flow="));
    }

    @Test
    public void showsTheFormWhateverIsWrongWithIt() {
        String address = browser.get(AUTH).link("Password");
        for (String said : List.of(negotiate("other"), negotiate("down"), "Negotiate %%%")) {
            Answer page = browser.with("Authorization", said).get(address);
            assertEquals(said, 200, page.status());
            assertEquals("", page.header("WWW-Authenticate"));
            assertTrue(page.body(), page.body().contains("name=\"password\""));
        }
    }

    @Test
    public void hasNoFormWhereTheOperatorWantsNone() {
        signIn.negotiation = Negotiation.REQUIRED;
        String address = browser.get(AUTH).link("Password");
        for (int i = 0; i < 2; i++) {
            Answer page = browser.get(address);
            assertEquals(401, page.status());
            assertEquals("Negotiate", page.header("WWW-Authenticate"));
            assertFalse(page.body(), page.body().contains("name=\"password\""));
        }
        Answer wrong = browser.with("Authorization", negotiate("other")).get(address);
        assertFalse(wrong.body(), wrong.body().contains("name=\"password\""));
        assertEquals("", wrong.header("WWW-Authenticate"));
    }

    @Test
    public void listensToNobodyWhomItWouldNotAsk() {
        signIn.negotiation = Negotiation.NONE;
        Answer choice = browser.get(AUTH);
        Browser eager = browser.with("Authorization", negotiate("ticket"));
        assertEquals(200, eager.get(choice.link("Password")).status());
        assertTrue(eager.get(choice.link("Redirect")).location().startsWith("https://upstream.example/in"));
    }

    private static String negotiate(String token) {
        return "Negotiate " + Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.UTF_8));
    }
}
