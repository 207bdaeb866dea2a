package io.narthex.itests.system;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.itests.Client;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import io.narthex.itests.Shell;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

/** Connectors come and go while it runs. */
public class PlugTest {

    @Test
    public void aConnectorIsInstalledAndRemovedOnARunningPlainDistribution() throws Exception {
        try (Distribution narthex = Distribution.plain("plug")) {
            narthex.write(
                    "narthex.client-example-app.cfg",
                    "secret = " + RelyingParty.SECRET + "\nredirectURIs = " + RelyingParty.CALLBACK + "\n");
            narthex.write(
                    "narthex.user-admin.cfg",
                    """
                    email = admin@example.com
                    hash = $2a$10$2b2cU8CPhOTaGrs1HRQuAueS7JTT5ZHsHSzYiFPm1leZck7Mc8T4W
                    userID = 08a8684b-db88-4b73-90a9-3cd1661f5466
                    """);
            narthex.write("narthex.connector-mock.cfg", "type = mockCallback\nname = Pretended\n");
            narthex.set("narthex.provider.cfg", "oauth2.alwaysShowLoginScreen", "true");
            narthex.start();
            RelyingParty app = new RelyingParty(narthex.issuer());
            try (Shell shell = narthex.shell()) {
                assertThat(choice(app), not(containsString("Pretended")));
                String before = others(shell);
                AtomicBoolean on = new AtomicBoolean(true);
                AtomicInteger choices = new AtomicInteger();
                ExecutorService person = Executors.newSingleThreadExecutor();
                Future<?> meanwhile = person.submit(() -> {
                    while (on.get()) {
                        assertThat(choice(app), containsString("Email"));
                        choices.incrementAndGet();
                    }
                });

                shell.run("feature:install narthex-connector-mock");
                await("the sign-in page offers it").until(() -> choice(app).contains("Pretended"));
                assertEquals(before, others(shell));
                shell.run("feature:uninstall narthex-connector-mock");
                await("the sign-in page does not offer it any more")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> !choice(app).contains("Pretended"));
                assertEquals(before, others(shell));

                on.set(false);
                meanwhile.get();
                person.shutdown();
                assertTrue(choices.get() + " choices", choices.get() > 10);
            }
        }
    }

    private static String choice(RelyingParty app) {
        Client browser = new Client();
        return browser.follow(browser.get(app.authorization("openid"))).text();
    }

    /** The other bundles and their states. That none of them was stopped meanwhile, FeaturesTest sees from inside. */
    private static String others(Shell shell) {
        return shell.run("bundle:list -t 0 -s --no-format")
                .lines()
                .filter(line -> !line.contains("connector.mock"))
                .sorted()
                .reduce("", (a, b) -> a + b + "\n");
    }
}
