package io.narthex.itests.system;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.itests.Chromium;
import io.narthex.itests.Client;
import io.narthex.itests.Demo;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;
import org.openqa.selenium.WindowType;

/** The second half of the README's first command, and a newcomer with a browser at the example application. */
public class DemoTest {
    private static Demo demo;

    @BeforeClass
    public static void start() {
        demo = Demo.start();
    }

    @AfterClass
    public static void stop() {
        demo.close();
    }

    @Test
    public void theReadmeStartsWhatIsStartedHere() throws Exception {
        assertThat(Demo.readme(), containsString("    mvn -DskipTests package && " + Demo.COMMAND + "\n"));
    }

    @Test
    public void aNewcomerSignsInWithAPassword() {
        try (Chromium browser = Chromium.open()) {
            browser.go(Demo.APPLICATION);
            browser.click("form[action='/login'] button[type=submit]");
            browser.click("a[href*='/auth/local']");
            assertThat(browser.text(), containsString("Email Address"));
            browser.type("input[name=login]", "admin@example.com");
            browser.type("input[name=password]", "wrong");
            browser.click("form button[type=submit]");
            assertTrue(browser.see("[role=alert]").isDisplayed());
            browser.type("input[name=password]", "password");
            browser.click("form button[type=submit]");
            browser.waitForAddress("/session");
            assertThat(
                    browser.see("#claims").getText(),
                    containsString("CiQwOGE4Njg0Yi1kYjg4LTRiNzMtOTBhOS0zY2QxNjYxZjU0NjYSBWxvY2Fs"));
        }
    }

    @Test
    public void aNewcomerIsSignedInWithoutBeingAskedAndRefreshes() {
        try (Chromium browser = Chromium.open()) {
            browser.go(Demo.APPLICATION);
            browser.click("input[value=offline_access]");
            browser.click("form[action='/login'] button[type=submit]");
            browser.click("a[href*='/auth/mock']");
            browser.waitForAddress("/session");
            assertThat(browser.see("#claims").getText(), containsString("Cg0wLTM4NS0yODA4OS0wEgRtb2Nr"));
            String before = browser.hiddenText("#refresh_token");
            browser.click("form[action='/session/refresh'] button");
            await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> !browser.hiddenText("#refresh_token")
                    .equals(before));
        }
    }

    @Test
    public void theBackButtonAndAReloadLeadOn() {
        try (Chromium browser = Chromium.open()) {
            browser.go(Demo.APPLICATION);
            browser.click("form[action='/login'] button[type=submit]");
            browser.click("a[href*='/auth/local']");
            browser.see("input[name=login]");
            browser.driver().navigate().back();
            browser.click("a[href*='/auth/local']");
            browser.driver().navigate().refresh();
            browser.type("input[name=login]", "admin@example.com");
            browser.type("input[name=password]", "password");
            browser.click("form button[type=submit]");
            browser.waitForAddress("/session");
            browser.driver().navigate().back();
            browser.see("h1");
            assertTrue(
                    browser.text(),
                    !browser.text().contains("HTTP ERROR") && !browser.text().isBlank());
        }
    }

    @Test
    public void twoTabsDoNotDisturbEachOther() {
        try (Chromium browser = Chromium.open()) {
            browser.go(Demo.APPLICATION);
            browser.click("form[action='/login'] button[type=submit]");
            browser.click("a[href*='/auth/local']");
            String first = browser.driver().getWindowHandle();
            browser.driver().switchTo().newWindow(WindowType.TAB);
            browser.go(Demo.APPLICATION);
            browser.click("form[action='/login'] button[type=submit]");
            browser.click("a[href*='/auth/mock']");
            browser.waitForAddress("/session");
            browser.driver().switchTo().window(first);
            browser.type("input[name=login]", "admin@example.com");
            browser.type("input[name=password]", "password");
            browser.click("form button[type=submit]");
            browser.waitForAddress("/session");
            assertThat(browser.see("#claims").getText(), containsString("BWxvY2Fs"));
        }
    }

    @Test
    public void approvalIsAskedForWhenSwitchedOn() {
        askForApproval(true);
        try (Chromium browser = Chromium.open()) {
            browser.go(Demo.APPLICATION);
            browser.click("form[action='/login'] button[type=submit]");
            browser.click("a[href*='/auth/mock']");
            browser.waitForAddress("/approval");
            assertThat(browser.text(), containsString("Kilgore Trout"));
            assertThat(browser.text(), containsString("Example App"));
            browser.click("button[value=rejected]");
            browser.waitForAddress("127.0.0.1:5555");
            assertThat(browser.text(), containsString("access_denied"));
        } finally {
            askForApproval(false);
        }
    }

    /** Edits the setting and waits until it holds, so that no browser gets ahead of it. */
    private static void askForApproval(boolean isAsked) {
        demo.set("narthex.provider.cfg", "oauth2.skipApprovalScreen", Boolean.toString(!isAsked));
        URI mock = new RelyingParty(Demo.ISSUER).authorization("openid", "connector_id", "mock");
        await("the setting holds").atMost(Duration.ofSeconds(30)).until(() -> {
            Client stranger = new Client();
            return stranger.follow(stranger.get(mock)).text().contains("value=\"rejected\"") == isAsked;
        });
    }

    @Test
    public void pagesCauseNoComplaintInTheBrowser() {
        try (Chromium browser = Chromium.open()) {
            browser.go(Demo.APPLICATION);
            browser.click("form[action='/login'] button[type=submit]");
            browser.see("h1");
            assertEquals(List.of(), browser.complaints());
            browser.click("a[href*='/auth/local']");
            browser.see("h1");
            assertEquals(List.of(), browser.complaints());
        }
    }
}
