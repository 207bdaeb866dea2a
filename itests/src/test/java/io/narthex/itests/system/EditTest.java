package io.narthex.itests.system;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.time.Duration;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Edits in etc while it runs. */
public class EditTest {
    private static final String CLIENT = "narthex.client-example-app.cfg";
    private static final Duration SOON = Duration.ofSeconds(2);

    private Distribution narthex;
    private RelyingParty app;

    @Before
    public void start() {
        narthex = Distribution.demo("edit").start();
        app = new RelyingParty(narthex.issuer());
    }

    @After
    public void stop() {
        narthex.close();
    }

    @Test
    public void anEditedRedirectUriIsHonouredWithinTwoSecondsAndABrokenEditChangesNothing() {
        assertEquals(302, at("http://127.0.0.1:5555/callback").status());
        narthex.set(CLIENT, "redirectURIs", "http://127.0.0.1:7777/new");
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> at("http://127.0.0.1:7777/new").status() == 302);
        assertEquals(400, at("http://127.0.0.1:5555/callback").status());

        narthex.set(CLIENT, "redirectURL", "http://127.0.0.1:8888/");
        await("the broken edit is reported")
                .until(() -> narthex.output().contains("narthex.client-example-app.cfg: redirectURL: unknown key"));
        assertEquals(302, at("http://127.0.0.1:7777/new").status());

        narthex.write(CLIENT, "name = Example\nsecret = x\nredirectURIs = http://127.0.0.1:99");
        await("the half-written file is reported").until(() -> narthex.output().contains("line feed"));
        assertEquals(302, at("http://127.0.0.1:7777/new").status());

        narthex.remove(CLIENT);
        await("the client is gone").until(() -> at("http://127.0.0.1:7777/new").status() == 400);
    }

    @Test
    public void theLastGoodConnectorServesAfterARestartWithABrokenFile() {
        app.codeFromMock("openid");
        narthex.set("narthex.connector-mock.cfg", "colour", "blue");
        await("the broken edit is reported")
                .until(() -> narthex.output().contains("narthex.connector-mock.cfg: colour: unknown key"));
        app.codeFromMock("openid");
        narthex.stop();
        narthex.start();
        await("the connector is there").until(this::isMockServing);
        assertThat(narthex.narthex("status").output(), containsString("narthex.connector-mock.cfg: colour"));

        narthex.write("narthex.connector-mock.cfg", "type = mockCallback\nname = Healed\n");
        Client browser = new Client();
        await("the mended file is honoured").until(() -> browser.follow(browser.get(app.authorization("openid")))
                .text()
                .contains("Healed"));
    }

    @Test
    public void aConnectorWhoseTypeIsNotInstalledSaysWhichFeatureToInstall() {
        narthex.write("narthex.connector-corp.cfg", "type = ldap\nname = Corp\n");
        await().until(() -> narthex.output().contains("feature:install narthex-connector-ldap"));
        app.codeFromMock("openid");
    }

    private boolean isMockServing() {
        Client browser = new Client();
        Optional<String> end = browser.follow(browser.get(app.authorization("openid", "connector_id", "mock")))
                .location()
                .map(Object::toString);
        return end.filter(address -> address.startsWith(RelyingParty.CALLBACK + "?code="))
                .isPresent();
    }

    private Page at(String redirectUri) {
        return new Client().get(app.authorization("openid", "redirect_uri", redirectUri, "connector_id", "mock"));
    }
}
