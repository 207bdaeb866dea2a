package io.narthex.itests.clients;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import com.google.gson.JsonElement;
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

/** Apache httpd with mod_auth_openidc, as docs/clients/mod-auth-openidc.md sets it up. */
public class ModAuthOpenidcTest {

    @ClassRule
    public static final SharedNarthex NARTHEX = SharedNarthex.shared();

    private static ClientProgram apache;

    private final Client browser = new Client();

    @BeforeClass
    public static void start() {
        apache = ApacheClient.start(NARTHEX);
    }

    @AfterClass
    public static void stop() {
        if (apache != null) {
            apache.close();
        }
    }

    @Test
    public void letsInWhoHasSignedIn() {
        assertThat(signIn().text(), containsString("for those who have signed in"));
        JsonObject known = known();
        assertEquals("admin@example.com", claim(known, "id_token", "email").getAsString());
        assertEquals(claim(known, "id_token", "sub"), claim(known, "userinfo", "sub"));
    }

    @Test
    public void refreshes() {
        signIn();
        JsonObject before = known();
        Page after = browser.get(URI.create(apache.at("/oidc-redirect") + "?"
                + Client.encoded(Map.of(
                        "refresh",
                        apache.at("/index.html").toString(),
                        "access_token",
                        before.get("access_token").getAsString()))));
        assertEquals(apache.at("/index.html"), after.location().orElseThrow());
        assertNotEquals(before.get("access_token"), known().get("access_token"));
        assertNotEquals(before.get("refresh_token"), known().get("refresh_token"));
        assertEquals(200, browser.get(apache.at("/index.html")).status());
    }

    @Test
    public void signsOut() {
        signIn();
        URI signedOut = apache.at("/signed-out");
        Page end = browser.followAnywhere(browser.get(URI.create(
                apache.at("/oidc-redirect") + "?" + Client.encoded(Map.of("logout", signedOut.toString())))));
        assertEquals(signedOut, URI.create(end.address().toString().replaceFirst("\\?.*", "")));
        assertThat(end.text(), containsString("signed out"));
        assertThat(signIn().text(), containsString("for those who have signed in"));
    }

    private Page signIn() {
        return SharedNarthex.signIn(browser, apache.at("/index.html"));
    }

    private JsonObject known() {
        Page page = browser.get(apache.at("/oidc-redirect?info=json"));
        assertEquals(page.text(), 200, page.status());
        return JsonParser.parseString(page.text()).getAsJsonObject();
    }

    private static JsonElement claim(JsonObject known, String from, String name) {
        return known.getAsJsonObject(from).get(name);
    }
}
