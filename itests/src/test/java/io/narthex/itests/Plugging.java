package io.narthex.itests;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertFalse;

import java.time.Duration;

/** Takes the feature of a connector away from a running distribution and brings it back, while others sign in. */
public final class Plugging {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Plugging() {}

    /**
     * The connector is offered as long as its feature is installed, and {@code mock} goes on all the time.
     *
     * @param feature the feature's name, already installed
     * @param offered what the choice of connectors calls the connector
     */
    public static void assertComesAndGoes(Distribution narthex, RelyingParty app, String feature, String offered) {
        try (Shell shell = narthex.shell()) {
            awaitOffer(app, offered, true);
            assertFalse(shell.run("feature:uninstall " + feature).contains("Error"));
            awaitOffer(app, offered, false);
            app.codeFromMock("openid");
            assertFalse(shell.run("feature:install " + feature).contains("Error"));
            awaitOffer(app, offered, true);
            app.codeFromMock("openid");
        }
    }

    private static void awaitOffer(RelyingParty app, String offered, boolean isThere) {
        await("'" + offered + "' among the choices: " + isThere)
                .atMost(PATIENCE)
                .until(() -> choice(app).contains(offered) == isThere);
    }

    private static String choice(RelyingParty app) {
        Client browser = new Client();
        return browser.follow(browser.get(app.authorization("openid"))).text();
    }
}
