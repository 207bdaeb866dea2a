package io.narthex.itests.clients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.startsWith;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.itests.Chromium;
import io.narthex.itests.Client;
import io.narthex.itests.Node;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;

/** The npm package oidc-client-ts in a real browser, as docs/clients/browser-application.md sets it up. */
public class OidcClientTsTest {

    @ClassRule
    public static final SharedNarthex NARTHEX = SharedNarthex.shared();

    private static BrowserApplication app;

    @BeforeClass
    public static void start() {
        app = BrowserApplication.serve(Node.install("oidc-client-ts"), NARTHEX.issuer());
        NARTHEX.register("browser-application", "https://app.example.com", app.origin());
        NARTHEX.distribution()
                .set("narthex.web.cfg", "allowedOrigins", app.origin().toString());
        URI discovery = URI.create(NARTHEX.issuer() + "/.well-known/openid-configuration");
        await("scripts of the application may call")
                .atMost(Duration.ofSeconds(20))
                .until(() -> new Client()
                        .get(discovery, "Origin", app.origin().toString())
                        .headers()
                        .firstValue("Access-Control-Allow-Origin")
                        .isPresent());
    }

    @AfterClass
    public static void stop() {
        if (app != null) {
            app.close();
        }
    }

    @Test
    public void signsInAndRenewsByRefreshToken() {
        try (Chromium browser = Chromium.open()) {
            JsonObject first = signIn(browser, "#sign-in");
            JsonObject person = first.getAsJsonObject("person");
            assertEquals("admin@example.com", person.get("email").getAsString());
            assertEquals("admin", person.get("preferred_username").getAsString());

            browser.click("#renew");
            JsonObject second =
                    state(browser, state -> !state.get("accessToken").equals(first.get("accessToken")));
            assertNotEquals(first.get("refreshToken"), second.get("refreshToken"));
            assertEquals(person.get("sub"), second.getAsJsonObject("person").get("sub"));
            assertEquals(List.of(), browser.complaints());
        }
    }

    @Test
    public void renewsInAHiddenFrameWhereThereIsNoRefreshToken() {
        try (Chromium browser = Chromium.open()) {
            JsonObject first = signIn(browser, "#sign-in-without-refresh-token");
            assertTrue(first.get("refreshToken").isJsonNull());

            browser.click("#renew");
            JsonObject second =
                    state(browser, state -> !state.get("accessToken").equals(first.get("accessToken")));
            assertTrue(second.get("refreshToken").isJsonNull());
            JsonObject person = first.getAsJsonObject("person");
            assertEquals(person.get("sub"), second.getAsJsonObject("person").get("sub"));
            assertEquals(
                    person.get("auth_time"), second.getAsJsonObject("person").get("auth_time"));
            assertEquals(List.of(), browser.complaints());
        }
    }

    @Test
    public void signsOut() {
        try (Chromium browser = Chromium.open()) {
            signIn(browser, "#sign-in");
            browser.click("#sign-out");
            state(browser, state -> state.get("person").isJsonNull());
            assertThat(browser.address(), startsWith(app.origin().toString()));
            signIn(browser, "#sign-in");
            assertEquals(List.of(), browser.complaints());
        }
    }

    private static JsonObject signIn(Chromium browser, String button) {
        browser.go(app.origin());
        state(browser, state -> state.get("person").isJsonNull());
        browser.click(button);
        browser.click("a[href*='/auth/local']");
        browser.type("input[name=login]", "admin@example.com");
        browser.type("input[name=password]", "password");
        browser.click("form button[type=submit]");
        return state(browser, state -> !state.get("person").isJsonNull());
    }

    /** What the page shows, once it is as wanted; an error that it shows fails the test at once. */
    private static JsonObject state(Chromium browser, Predicate<JsonObject> wanted) {
        return await("the page is as wanted")
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> {
                            String text = browser.hiddenText("#state");
                            JsonObject state = text.isEmpty()
                                    ? new JsonObject()
                                    : JsonParser.parseString(text).getAsJsonObject();
                            assertTrue(
                                    text,
                                    !state.has("error") || state.get("error").isJsonNull());
                            return state;
                        },
                        state -> state.has("person") && wanted.test(state));
    }
}
