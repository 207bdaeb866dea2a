package io.narthex.itests.clients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import java.time.Duration;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** Spring Security's OAuth 2.0 client, in a web application that is set up as docs/clients/spring-security.md says. */
public class SpringSecurityTest {

    @ClassRule
    public static final SharedNarthex NARTHEX = SharedNarthex.shared();

    private static ClientProgram app;

    private final Client browser = new Client();

    @BeforeClass
    public static void start() {
        app = SpringClient.start(NARTHEX);
    }

    @AfterClass
    public static void stop() {
        if (app != null) {
            app.close();
        }
        NARTHEX.distribution().set("narthex.provider.cfg", "expiry.accessTokens", "24h");
    }

    @Test
    public void signsIn() {
        signIn();
        JsonObject person = json(browser.get(app.at("/person")));
        assertEquals(
                "admin@example.com", person.getAsJsonObject("all").get("email").getAsString());
        assertEquals(
                NARTHEX.issuer().toString(),
                person.getAsJsonObject("idToken").get("iss").getAsString());
    }

    @Test
    public void refreshesAnAccessTokenThatIsAboutToExpire() {
        NARTHEX.distribution().set("narthex.provider.cfg", "expiry.accessTokens", "30s");
        await("access tokens have less than a minute")
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    Client another = new Client();
                    SharedNarthex.signIn(another, app.at("/"));
                    return !accessToken(another).equals(accessToken(another));
                });
        signIn();
        JsonObject before = json(browser.get(app.at("/person")));
        assertNotEquals(accessToken(browser), accessToken(browser));
        JsonObject after = json(browser.get(app.at("/person")));
        assertEquals(
                before.getAsJsonObject("all").get("sub"),
                after.getAsJsonObject("all").get("sub"));
        assertNotEquals(
                "the new ID token is the person's, too",
                before.getAsJsonObject("idToken").get("jti"),
                after.getAsJsonObject("idToken").get("jti"));
    }

    @Test
    public void signsOut() {
        signIn();
        Page end = browser.followAnywhere(browser.submit(browser.get(app.at("/logout")), Map.of()));
        assertEquals(app.at("/signed-out"), end.address());
        assertEquals("signed out", end.text());
        signIn();
    }

    private void signIn() {
        assertThat(SharedNarthex.signIn(browser, app.at("/")).text(), containsString("Hello"));
    }

    private static String accessToken(Client browser) {
        Page page = browser.get(app.at("/access-token"));
        assertEquals(page.text(), 200, page.status());
        return page.text();
    }

    private static JsonObject json(Page page) {
        assertEquals(page.text(), 200, page.status());
        return JsonParser.parseString(page.text()).getAsJsonObject();
    }
}
