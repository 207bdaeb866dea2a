package io.narthex.itests.system;

import static io.narthex.itests.RelyingParty.error;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.google.gson.JsonObject;
import io.narthex.itests.Chromium;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** A device without a browser, which shows a code and waits, and a person who has a browser in their hand; RFC 8628. */
public class DeviceFlowTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PUBLIC = "tv";

    /** Narrower than phones are; WCAG 2.2, 1.4.10. */
    private static final int NARROWEST = 320;

    private static Distribution narthex;
    private static RelyingParty app;

    @BeforeClass
    public static void start() {
        narthex = Distribution.demo("device-flow").onMemory();
        for (String id : List.of(PUBLIC, "radio")) {
            narthex.write("narthex.client-" + id + ".cfg", "public = true\nname = Living room\n");
        }
        narthex.start();
        app = new RelyingParty(narthex.issuer());
    }

    @AfterClass
    public static void stop() {
        narthex.close();
    }

    @Test
    public void waitsUntilThePersonHasLetItIn() throws Exception {
        Device device = Device.begin(RelyingParty.ID, "openid email offline_access");
        assertEquals("authorization_pending", device.refusal());
        assertEquals("slow_down", device.refusal());
        try (Chromium phone = Chromium.open()) {
            phone.becomePhone(NARROWEST);
            phone.go(device.link());
            assertEquals(device.userCode(), phone.see("#user_code").getDomProperty("value"));
            assertEquals(NARROWEST, phone.pageWidth());
            phone.click("form button[type=submit]");
            phone.click("a[href*='/auth/local']");
            phone.type("input[name=login]", "admin@example.com");
            phone.type("input[name=password]", "password");
            phone.click("form[action*='/auth/local'] button[type=submit]");
            assertThat(phone.see("#device-code").getText(), containsString(device.userCode()));
            assertThat(phone.text(), containsString("Example App"));
            assertEquals(NARROWEST, phone.pageWidth());
            assertEquals("slow_down", device.refusal());
            phone.click("button[value=approve]");
            await().atMost(PATIENCE).ignoreExceptions().until(phone::text, containsString("Your device is connected"));
            assertEquals(NARROWEST, phone.pageWidth());
            assertEquals(List.of(), phone.complaints());
        }
        JsonObject tokens = RelyingParty.tokens(device.ask());
        JsonObject claims = app.claims(tokens);
        assertEquals(RelyingParty.ID, claims.get("aud").getAsString());
        assertEquals("admin@example.com", claims.get("email").getAsString());
        assertFalse("it belongs to no browser", claims.has("sid"));
        assertEquals("invalid_grant", device.refusal());
        JsonObject refreshed =
                RelyingParty.tokens(app.refresh(tokens.get("refresh_token").getAsString()));
        assertEquals(claims.get("sub"), app.claims(refreshed).get("sub"));
    }

    @Test
    public void isToldThatThePersonDidNotLetItIn() {
        Device device = Device.begin(RelyingParty.ID, "openid");
        Client person = new Client();
        Page question = signedIn(person, device);
        assertThat(question.text(), containsString("Kilgore Trout"));
        assertThat(question.text(), containsString(device.userCode()));
        Page end = person.submit(question, Map.of("approval", "rejected"));
        assertThat(end.text(), containsString("Sign-in cancelled"));
        assertEquals("access_denied", device.refusal());
        assertEquals("invalid_grant", device.refusal());
    }

    @Test
    public void needsNoSecretAndKeepsItsCodeToItself() throws Exception {
        assertEquals(
                401, post("/device/code", Map.of("client_id", RelyingParty.ID)).status());
        Device device = Device.begin(PUBLIC, "openid profile");
        Client person = new Client();
        Page end = person.submit(signedIn(person, device), Map.of("approval", "approve"));
        assertThat(end.text(), containsString("Your device is connected"));
        assertEquals("invalid_grant", error(device.ask("radio"), 400));
        JsonObject claims = app.claims(RelyingParty.tokens(device.ask()));
        assertEquals(PUBLIC, claims.get("aud").getAsString());
        assertEquals("Kilgore Trout", claims.get("name").getAsString());
    }

    @Test
    public void aCodeThatNoDeviceShowsIsAskedForAgain() {
        try (Chromium phone = Chromium.open()) {
            phone.becomePhone(NARROWEST);
            phone.go(narthex.issuer() + "/device");
            phone.type("#user_code", "BBBB-BBBB");
            phone.click("form button[type=submit]");
            assertThat(phone.see("#device-error").getText(), containsString("No device waits with this code"));
            assertEquals("BBBB-BBBB", phone.see("#user_code").getDomProperty("value"));
            assertEquals(NARROWEST, phone.pageWidth());
        }
    }

    /** The question for approval, after the code was entered and the connector {@code mock} has vouched for somebody. */
    private static Page signedIn(Client person, Device device) {
        return person.follow(person.get(Client.link(entered(person, device), "/auth/mock")));
    }

    private static Page entered(Client person, Device device) {
        return person.submit(person.get(device.link()), Map.of("user_code", device.userCode()));
    }

    /**
     * A device that waits.
     *
     * @param answer what it was told to show
     */
    private record Device(String clientId, JsonObject answer) {

        static Device begin(String clientId, String scope) {
            Map<String, String> form = identity(clientId);
            form.put("scope", scope);
            return new Device(clientId, RelyingParty.tokens(post("/device/code", form)));
        }

        String userCode() {
            return answer.get("user_code").getAsString();
        }

        URI link() {
            return URI.create(answer.get("verification_uri_complete").getAsString());
        }

        Page ask() {
            return ask(clientId);
        }

        /** Asks for its tokens in the name of a client. */
        Page ask(String name) {
            Map<String, String> form = identity(name);
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
            form.put("device_code", answer.get("device_code").getAsString());
            return post("/token", form);
        }

        /** The error that it is answered with. */
        String refusal() {
            return error(ask(), 400);
        }

        private static Map<String, String> identity(String name) {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("client_id", name);
            if (name.equals(RelyingParty.ID)) {
                form.put("client_secret", RelyingParty.SECRET);
            }
            return form;
        }
    }

    private static Page post(String path, Map<String, String> form) {
        return new Client().post(URI.create(narthex.issuer() + path), form);
    }
}
