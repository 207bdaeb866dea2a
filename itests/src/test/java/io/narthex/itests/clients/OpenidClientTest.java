package io.narthex.itests.clients;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import java.net.URI;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** The npm package openid-client, with every check that it can make: PKCE, state, nonce, iss, signatures, at_hash. */
public class OpenidClientTest {

    @ClassRule
    public static final SharedNarthex NARTHEX = SharedNarthex.shared();

    private static ClientProgram app;

    private final Client browser = new Client();

    @BeforeClass
    public static void start() {
        app = OpenidClient.start(NARTHEX);
    }

    @AfterClass
    public static void stop() {
        if (app != null) {
            app.close();
        }
    }

    @Test
    public void learnsOfIssInAnswers() {
        JsonObject metadata = json(browser.get(app.at("/metadata")));
        assertEquals(
                "true",
                metadata.get("authorization_response_iss_parameter_supported").toString());
    }

    @Test
    public void signsInAndAsksWhoItIs() {
        JsonObject claims = signIn().getAsJsonObject("claims");
        assertEquals(NARTHEX.issuer().toString(), claims.get("iss").getAsString());
        assertEquals("admin@example.com", claims.get("email").getAsString());
        JsonObject person = json(browser.get(app.at("/userinfo")));
        assertEquals(claims.get("sub"), person.get("sub"));
        assertEquals("admin@example.com", person.get("email").getAsString());
    }

    @Test
    public void refreshesAgainAndAgain() {
        JsonObject first = signIn().getAsJsonObject("claims");
        JsonObject second = json(browser.get(app.at("/refresh"))).getAsJsonObject("claims");
        JsonObject third = json(browser.get(app.at("/refresh"))).getAsJsonObject("claims");
        assertEquals(first.get("sub"), third.get("sub"));
        assertEquals(first.get("auth_time"), third.get("auth_time"));
        assertNotEquals(second.get("jti"), third.get("jti"));
        assertEquals(first.get("sub"), json(browser.get(app.at("/userinfo"))).get("sub"));
    }

    @Test
    public void asksAboutATokenAndRevokesIt() {
        JsonObject claims = signIn().getAsJsonObject("claims");
        JsonObject about = json(browser.get(app.at("/introspection")));
        assertEquals("true", about.get("active").toString());
        assertEquals(claims.get("sub"), about.get("sub"));
        json(browser.get(app.at("/revocation")));
        assertEquals(
                "false",
                json(browser.get(app.at("/introspection"))).get("active").toString());
        Page refused = browser.get(app.at("/refresh"));
        assertEquals(500, refused.status());
        assertThat(refused.text(), containsString("invalid_grant"));
    }

    @Test
    public void signsOut() {
        signIn();
        JsonObject end = json(browser.followAnywhere(browser.get(app.at("/logout"))));
        assertEquals("bye", end.get("state").getAsString());
        signIn();
    }

    @Test
    public void refusesAnAnswerThatNamesAnotherIssuer() {
        URI authorization =
                browser.get(app.at("/login?connector_id=mock")).location().orElseThrow();
        URI back = browser.follow(browser.get(authorization)).location().orElseThrow();
        String iss = Client.encoded(Map.of("iss", NARTHEX.issuer().toString()));
        assertThat(back.toString(), containsString(iss));
        Page refused = browser.get(
                URI.create(back.toString().replace(iss, Client.encoded(Map.of("iss", "https://other.example.com")))));
        assertEquals(500, refused.status());
        assertThat(refused.text(), containsString("iss"));
    }

    private JsonObject signIn() {
        return json(SharedNarthex.signIn(browser, app.at("/login")));
    }

    private static JsonObject json(Page page) {
        assertEquals(page.text(), 200, page.status());
        return JsonParser.parseString(page.text()).getAsJsonObject();
    }
}
