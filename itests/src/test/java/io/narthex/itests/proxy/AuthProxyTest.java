package io.narthex.itests.proxy;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonObject;
import io.narthex.itests.Chromium;
import io.narthex.itests.ClaimsTable;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.Plugging;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;

/** Who has signed in at a real proxy is signed in; who only says so is not. */
@RunWith(Parameterized.class)
public class AuthProxyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SCOPE = "openid email profile groups federated:id";
    private static final String SECRET = "shared-secret-of-the-proxy";
    private static final String DEFINITION =
            """
            type = authproxy
            name = Company network
            trustedProxies = %s
            sharedSecret = %s
            staticGroups = behind-proxy
            """;

    private final FrontProxy proxy;
    private final Distribution narthex;

    public AuthProxyTest(FrontProxy.Kind kind) {
        this.proxy = new FrontProxy(kind);
        this.narthex = Distribution.demo("proxy-" + kind);
    }

    @Parameterized.Parameters(name = "{0}")
    public static FrontProxy.Kind[] kinds() {
        return FrontProxy.Kind.values();
    }

    @Before
    public void start() {
        narthex.set("narthex.provider.cfg", "issuer", proxy.issuer().toString());
        narthex.addBootFeature("narthex-connector-authproxy/" + System.getProperty("narthex.version"));
        narthex.write("narthex.connector-authproxy.cfg", DEFINITION.formatted("127.0.0.1", SECRET));
        narthex.start();
        proxy.start(narthex.port(), SECRET);
    }

    @After
    public void stop() {
        proxy.close();
        narthex.close();
    }

    @Test
    public void believesTheProxyAndNobodyElse() throws Exception {
        RelyingParty app = new RelyingParty(proxy.issuer());

        // The proxy asks who it is, and only there.
        Client jane = new Client();
        Page asked = jane.follow(jane.get(app.authorization("openid email groups", "connector_id", "authproxy")));
        assertEquals(401, asked.status());
        assertThat(asked.address().getPath(), containsString("/dex/callback/authproxy"));
        JsonObject claims = app.claims(RelyingParty.tokens(app.redeem(app.code(
                jane.follow(jane.get(asked.address(), "Authorization", FrontProxy.JANE, "X-Remote-User", "root"))))));
        assertEquals("jane", claims.get("email").getAsString());
        assertEquals("[\"behind-proxy\"]", claims.get("groups").toString());

        // Headers of the browser do not get past the proxy, whatever the spelling.
        assertRefused(through(app, "X-Remote-User", "root"), 401);
        Client underscores = new Client();
        Page page = underscores.follow(underscores.get(app.authorization("openid email", "connector_id", "authproxy")));
        Page answer = underscores.follow(
                underscores.get(page.address(), "Authorization", FrontProxy.JANE, "X_Remote_User", "root"));
        assertThat(answer.location().map(URI::toString).orElse(answer.text()), not(containsString("root")));

        // The same headers sent to Narthex itself are worth nothing.
        assertRefused(directly(app, "X-Remote-User", "root"), 400);
        assertRefused(directly(app, "X-Remote-User", "root", "X-Narthex-Proxy-Secret", "a-guess-of-the-secret"), 400);

        // From an address that is not the proxy's, not even with the secret.
        narthex.write("narthex.connector-authproxy.cfg", DEFINITION.formatted("192.0.2.1", SECRET));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                        directly(app, "X-Remote-User", "root", "X-Narthex-Proxy-Secret", SECRET)
                                .location()
                                .map(URI::toString)
                                .orElse(""),
                        not(containsString("code="))));
        assertThat(
                Files.readString(narthex.data().resolve("log/narthex.log")),
                containsString("trustedProxies: '127.0.0.1' is none of them"));
    }

    @Test
    public void followsItsSettingsAndItsFeatureWithoutARestart() throws Exception {
        RelyingParty app = new RelyingParty(proxy.issuer());
        ClaimsTable.assertTells("authproxy", claims(app));
        narthex.set("narthex.connector-authproxy.cfg", "staticGroups", "elsewhere");
        await("the other group")
                .atMost(PATIENCE)
                .until(() -> claims(app).get("groups").toString().equals("[\"elsewhere\"]"));
        Plugging.assertComesAndGoes(narthex, app, "narthex-connector-authproxy", "Company network");
        assertEquals("jane", claims(app).get("email").getAsString());
    }

    @Test
    public void signsInWithARealBrowser() throws Exception {
        RelyingParty app = new RelyingParty(proxy.issuer());
        URI begin = app.authorization(SCOPE, "connector_id", "authproxy");
        try (Chromium browser = Chromium.open()) {
            // Nobody answers the question for a password yet.
            browser.go(begin);
            assertThat(browser.address(), not(containsString("code=")));

            // The browser is told the password once, as a person would, and says it again where it is asked.
            browser.go((proxy.issuer() + "/callback/authproxy").replace("http://", "http://jane:correct%20horse@"));
            // Where it ends nobody listens, which a navigation of the driver's own would take for a failure.
            browser.driver().executeScript("location.assign(arguments[0])", begin.toString());
            browser.waitForAddress("code=");
            JsonObject claims = app.claims(RelyingParty.tokens(app.redeem(app.code(URI.create(browser.address())))));
            assertEquals("[\"behind-proxy\"]", claims.get("groups").toString());
        }
    }

    /** What a sign-in of Jane brings. */
    private static JsonObject claims(RelyingParty app) throws Exception {
        Client jane = new Client();
        Page asked = jane.follow(jane.get(app.authorization(SCOPE, "connector_id", "authproxy")));
        Page end = jane.follow(jane.get(asked.address(), "Authorization", FrontProxy.JANE));
        return app.claims(RelyingParty.tokens(app.redeem(app.code(end))));
    }

    private static Page through(RelyingParty app, String... headers) {
        Client browser = new Client();
        Page page = browser.follow(browser.get(app.authorization("openid", "connector_id", "authproxy")));
        return browser.get(page.address(), headers);
    }

    /** Begins through the proxy, and comes back around it. */
    private Page directly(RelyingParty app, String... headers) {
        Client browser = new Client();
        Page page = browser.follow(browser.get(app.authorization("openid", "connector_id", "authproxy")));
        URI around = URI.create(page.address()
                .toString()
                .replace(proxy.issuer().toString(), narthex.issuer().toString()));
        return browser.get(around, headers);
    }

    private static void assertRefused(Page page, int status) {
        assertEquals(page.text(), status, page.status());
    }
}
