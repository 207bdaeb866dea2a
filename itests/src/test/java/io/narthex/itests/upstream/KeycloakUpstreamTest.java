package io.narthex.itests.upstream;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonObject;
import io.narthex.itests.Chromium;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Keycloak as an upstream, with refresh tokens that are good once. */
public class KeycloakUpstreamTest {

    private static final String SCOPE = "openid email profile groups offline_access";

    private static Keycloak keycloak;
    private static Distribution narthex;
    private static RelyingParty app;

    @BeforeClass
    public static void start() {
        keycloak = Keycloak.shared();
        narthex = Downstream.with("keycloak-downstream", "narthex-connector-oidc");
        Downstream.connect(
                narthex,
                keycloak.realm().toString(),
                Map.of("insecureEnableGroups", "true", "allowedGroups", "staff", "promptType", "omit"));
        narthex.start();
        app = new RelyingParty(narthex.issuer());
    }

    @AfterClass
    public static void stop() {
        narthex.close();
    }

    @Test
    public void signsInRefreshesAfterTheKeysWereChangedAndEndsWhenLoggedOutThere() throws Exception {
        JsonObject tokens = RelyingParty.tokens(app.redeem(signIn()));
        JsonObject claims = app.claims(tokens);
        assertEquals("Jane Doe", claims.get("name").getAsString());
        assertEquals("jane@example.com", claims.get("email").getAsString());
        assertEquals("true", claims.get("email_verified").toString());
        assertEquals("[\"staff\"]", claims.get("groups").toString());

        keycloak.rotateKeys();
        for (int i = 0; i < 20; i++) {
            tokens = RelyingParty.tokens(app.refresh(refreshToken(tokens)));
        }
        assertEquals(claims.get("sub"), app.claims(tokens).get("sub"));

        JsonObject second = RelyingParty.tokens(app.redeem(signIn()));
        // Both sign-ins live on what the newer one brought.
        tokens = RelyingParty.tokens(app.refresh(refreshToken(tokens)));
        second = RelyingParty.tokens(app.refresh(refreshToken(second)));

        // Keycloak remembers a logout by the second: what it issued in the same one stays good.
        await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
        keycloak.logOut("jane");
        Page refused = app.refresh(refreshToken(second));
        assertEquals(400, refused.status());
        assertThat(refused.text(), containsString("invalid_grant"));
        assertEquals(400, app.refresh(refreshToken(tokens)).status());
    }

    @Test
    public void signsInInARealBrowser() throws Exception {
        try (Chromium browser = Chromium.open()) {
            browser.go(app.authorization("openid groups", "connector_id", "up"));
            browser.type("#username", Keycloak.JANE.getOrDefault("username", ""));
            browser.type("#password", Keycloak.JANE.getOrDefault("password", ""));
            browser.click("#kc-login");
            browser.waitForAddress("code=");
            assertThat(browser.address(), containsString(RelyingParty.CALLBACK));
        }
    }

    private static String signIn() {
        Journey journey = new Journey();
        URI begin = app.authorization(SCOPE, "connector_id", "up");
        return app.code(journey.submit(journey.go(begin), Keycloak.JANE));
    }

    private static String refreshToken(JsonObject tokens) {
        return tokens.get("refresh_token").getAsString();
    }
}
