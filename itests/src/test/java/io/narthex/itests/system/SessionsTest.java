package io.narthex.itests.system;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpServer;
import io.narthex.itests.Chromium;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.openqa.selenium.By;

/** A person with a browser, and two applications that want to know who it is. */
public class SessionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SIGN_IN = "form[action*='/auth/local'] button";

    private static HttpServer applications;
    private static Distribution narthex;

    private final Chromium browser = Chromium.open();

    @BeforeClass
    public static void start() throws IOException {
        applications = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        applications.createContext("/", exchange -> {
            byte[] page = "<!DOCTYPE html><html lang=en><title>App</title><link rel=icon href='data:,'>Welcome"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        applications.start();
        narthex = Distribution.demo("sessions").onMemory();
        narthex.remove("narthex.connector-mock.cfg");
        narthex.set("narthex.provider.cfg", "oauth2.skipApprovalScreen", "false");
        define("wiki", "refreshTokenLifetime = session");
        define("mail", "initiateLoginURI = " + application("mail") + "/start");
        narthex.start();
    }

    @AfterClass
    public static void stop() {
        if (narthex != null) {
            narthex.close();
        }
        applications.stop(0);
    }

    @After
    public void close() {
        browser.close();
    }

    @Test
    public void signsInOnceAndEndsItOnTheirOwnPage() {
        browser.go(authorization("wiki"));
        typePassword();
        waitFor(containsString("Keep access while you are away"));
        browser.click("button[value=approve]");
        JsonObject wiki = tokens("wiki");

        browser.go(authorization("mail"));
        waitFor(containsString("Signed in as admin"));
        browser.click("button[value=approve]");
        JsonObject mail = tokens("mail");

        browser.go(authorization("mail"));
        tokens("mail");

        browser.go(narthex.issuer() + "/account");
        waitFor(containsString("Applications: wiki, mail"));
        assertEquals(
                application("mail") + "/start?iss="
                        + Client.encoded(Map.of("", narthex.issuer().toString()))
                                .substring(1),
                browser.see("a[aria-label='Open mail']").getAttribute("href"));
        browser.click("button[aria-label='Remove the access of mail']");
        await().atMost(PATIENCE)
                .until(() -> browser.driver()
                                .findElements(By.cssSelector("button[name=remove]"))
                                .size()
                        == 1);
        assertEquals(400, refresh("mail", mail).status());

        wiki = RelyingParty.tokens(refresh("wiki", wiki));
        browser.click("button[name=end]");
        waitFor(containsString("You are signed out"));
        assertThat(refresh("wiki", wiki).text(), containsString("invalid_grant"));
        assertEquals(List.of(), browser.complaints());

        browser.go(authorization("wiki"));
        browser.see("input[name=password]");
        browser.go(authorization("wiki") + "&prompt=none");
        browser.waitForAddress("error=login_required");
    }

    @Test
    public void choosesToGoOnOrToSignInAnew() {
        browser.go(narthex.issuer() + "/account");
        typePassword();
        waitFor(containsString("Your account"));
        browser.go(authorization("wiki") + "&prompt=select_account");
        waitFor(containsString("Go on as admin"));
        browser.click("a[href*='account=other']");
        browser.see("input[name=password]");
        browser.driver().navigate().back();
        waitFor(containsString("Go on as admin"));
        browser.click("form button[type=submit]");
        waitFor(containsString("Grant access"));
        assertEquals(List.of(), browser.complaints());
    }

    /** A click may lead to the next page only after it has returned. */
    private void waitFor(Matcher<String> text) {
        await().atMost(PATIENCE).ignoreExceptions().until(browser::text, text);
    }

    private void typePassword() {
        browser.type("input[name=login]", "admin@example.com");
        browser.type("input[name=password]", "password");
        browser.click(SIGN_IN);
    }

    private JsonObject tokens(String id) {
        browser.waitForAddress(application(id) + "/callback?code=");
        String code = Client.parameters(URI.create(browser.address())).getOrDefault("code", "");
        return RelyingParty.tokens(
                token(id, Map.of("grant_type", "authorization_code", "redirect_uri", callback(id), "code", code)));
    }

    private static Page refresh(String id, JsonObject tokens) {
        return token(
                id,
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.get("refresh_token").getAsString()));
    }

    private static Page token(String id, Map<String, String> form) {
        Map<String, String> all = new LinkedHashMap<>(form);
        all.put("client_id", id);
        all.put("client_secret", RelyingParty.SECRET);
        return new Client().post(URI.create(narthex.issuer() + "/token"), all);
    }

    private static String authorization(String id) {
        return narthex.issuer() + "/auth?"
                + Client.encoded(Map.of(
                        "client_id",
                        id,
                        "redirect_uri",
                        callback(id),
                        "response_type",
                        "code",
                        "scope",
                        "openid profile offline_access"));
    }

    private static void define(String id, String more) {
        narthex.write(
                "narthex.client-" + id + ".cfg",
                "secret = " + RelyingParty.SECRET + "\nredirectURIs = " + callback(id) + "\n" + more + "\n");
    }

    private static String callback(String id) {
        return application(id) + "/callback";
    }

    private static String application(String id) {
        return "http://127.0.0.1:" + applications.getAddress().getPort() + "/" + id;
    }
}
