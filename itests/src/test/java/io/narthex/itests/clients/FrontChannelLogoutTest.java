package io.narthex.itests.clients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.junit.Assert.assertEquals;

import io.narthex.itests.Chromium;
import io.narthex.itests.Client;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.hamcrest.Matcher;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.openqa.selenium.By;

/**
 * Apache httpd with mod_auth_openidc, which hears from nobody but the browser that somebody has signed out. It is of another
 * site than Narthex, so Chromium sends it none of its cookies from a frame: what ends is what {@code iss} and {@code sid} name.
 */
public class FrontChannelLogoutTest {

    @ClassRule
    public static final SharedNarthex NARTHEX = SharedNarthex.shared();

    /** Narthex is at the other name of this machine. */
    private static final String ANOTHER_SITE = "localhost";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Deque<ClientProgram> STARTED = new ArrayDeque<>();

    private static ClientProgram node;
    private static ClientProgram apache;

    private final Chromium browser = Chromium.open();

    @BeforeClass
    public static void start() {
        node = started(OpenidClient.start(NARTHEX));
        apache = started(ApacheClient.start(NARTHEX, ANOTHER_SITE, FrontChannelLogoutTest::toldByTheBrowser));
    }

    @AfterClass
    public static void stop() {
        STARTED.forEach(ClientProgram::close);
        STARTED.clear();
    }

    @After
    public void close() {
        browser.close();
    }

    @Test
    public void whoSignsOutOfAnotherApplicationIsSignedOutHere() {
        signIn();
        browser.go(node.at("/login"));
        waitFor(containsString("admin@example.com"));
        browser.go(node.at("/logout"));
        browser.waitForAddress(node.at("/signed-out") + "?state=bye");
        browser.go(apache.at("/index.html"));
        browser.see("a[href*='/auth/local']");
    }

    @Test
    public void whoSignsOutOfNarthexItselfIsSignedOutHere() {
        signIn();
        browser.go(NARTHEX.issuer() + "/logout");
        browser.click("button[name=logout]");
        waitFor(containsString("You are signed out"));
        URI frame = URI.create(String.valueOf(
                browser.driver().findElement(By.tagName("iframe")).getDomAttribute("src")));
        assertEquals(apache.at("/oidc-redirect").getPath(), frame.getPath());
        assertEquals(NARTHEX.issuer().toString(), Client.parameters(frame).getOrDefault("iss", ""));
        await("the frame has been loaded").atMost(PATIENCE).until(() -> "complete"
                .equals(browser.driver().executeScript("return document.readyState")));
        browser.go(apache.at("/index.html"));
        browser.see("a[href*='/auth/local']");
    }

    private void signIn() {
        browser.go(apache.at("/index.html"));
        browser.click("a[href*='/auth/local']");
        browser.type("input[name=login]", "admin@example.com");
        browser.type("input[name=password]", "password");
        browser.click("form[action*='/auth/local'] button[type=submit]");
        waitFor(containsString("for those who have signed in"));
    }

    /** A click may lead to the next page only after it has returned. */
    private void waitFor(Matcher<String> text) {
        await().atMost(PATIENCE).ignoreExceptions().until(browser::text, text);
    }

    private static String toldByTheBrowser(String definition) {
        return definition.replaceFirst(
                "(?m)^backchannelLogoutURI = (.*)=backchannel$",
                "frontchannelLogoutURI = $1=get\nfrontchannelLogoutSessionRequired = true");
    }

    private static ClientProgram started(ClientProgram program) {
        STARTED.push(program);
        return program;
    }
}
