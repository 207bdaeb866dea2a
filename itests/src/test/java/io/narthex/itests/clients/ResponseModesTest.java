package io.narthex.itests.clients;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.itests.Chromium;
import io.narthex.itests.Client;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** How answers of the authorization endpoint reach an application through a real browser. */
public class ResponseModesTest {

    @ClassRule
    public static final SharedNarthex NARTHEX = SharedNarthex.shared();

    private static final String ID = "response-modes";

    private static FormApplication app;

    @BeforeClass
    public static void start() {
        app = FormApplication.serve();
        NARTHEX.distribution().set("narthex.provider.cfg", "oauth2.responseTypes", "code, token, id_token");
        NARTHEX.distribution()
                .write(
                        "narthex.client-" + ID + ".cfg",
                        "secret = long-enough-to-be-no-guess\nredirectURIs = " + app.callback() + "\n");
        await("the client and its response types are known")
                .atMost(Duration.ofSeconds(20))
                .until(() -> new Client()
                        .get(authorization("id_token", "fragment", "s"))
                        .location()
                        .filter(location -> location.toString().contains("/auth/mock"))
                        .isPresent());
    }

    @AfterClass
    public static void stop() {
        if (app != null) {
            app.close();
        }
    }

    @Test
    public void postsTheAnswerAndLetsTheApplicationSendThePersonOn() {
        try (Chromium browser = Chromium.open()) {
            browser.go(authorization("code id_token", "form_post", "posted"));
            browser.waitForAddress(app.home().toString());
            Map<String, String> form = app.posted().get(app.posted().size() - 1);
            assertEquals("posted", form.get("state"));
            assertEquals(NARTHEX.issuer().toString(), form.get("iss"));
            assertTrue(form.keySet().containsAll(List.of("code", "id_token")));
            assertFalse(form.containsKey("access_token"));
            assertEquals(List.of(), browser.complaints());
        }
    }

    @Test
    public void postsErrorsToo() {
        try (Chromium browser = Chromium.open()) {
            browser.go(authorization("code id_token", "form_post", "wrong") + "&prompt=register");
            browser.waitForAddress(app.home().toString());
            Map<String, String> form = app.posted().get(app.posted().size() - 1);
            assertEquals("invalid_request", form.get("error"));
            assertEquals("wrong", form.get("state"));
        }
    }

    @Test
    public void putsTokensIntoTheFragmentThatAreGoodAtOnce() {
        try (Chromium browser = Chromium.open()) {
            browser.go(authorization("id_token token", "fragment", "here"));
            browser.waitForAddress(app.callback() + "#");
            Map<String, String> answer = answer(browser);
            assertEquals("here", answer.get("state"));
            assertEquals(
                    200,
                    new Client()
                            .get(
                                    URI.create(NARTHEX.issuer() + "/userinfo"),
                                    "Authorization",
                                    "Bearer " + answer.get("access_token"))
                            .status());
            assertEquals(List.of(), browser.complaints());
        }
    }

    @Test
    public void bringsAnAnswerThatIsTooLongForAHeader() {
        String state = "z".repeat(6_000);
        try (Chromium browser = Chromium.open()) {
            browser.go(authorization("code id_token", "fragment", state));
            browser.waitForAddress(app.callback() + "#");
            assertEquals(state, answer(browser).get("state"));
            assertEquals(List.of(), browser.complaints());
        }
    }

    private static Map<String, String> answer(Chromium browser) {
        return Client.parameters(URI.create(browser.address().replace('#', '?')));
    }

    private static URI authorization(String types, String mode, String state) {
        Map<String, String> request = new HashMap<>();
        request.put("client_id", ID);
        request.put("redirect_uri", app.callback().toString());
        request.put("response_type", types);
        request.put("response_mode", mode);
        request.put("scope", "openid email");
        request.put("nonce", "n1");
        request.put("state", state);
        request.put("connector_id", "mock");
        return URI.create(NARTHEX.issuer() + "/auth?" + Client.encoded(request));
    }
}
