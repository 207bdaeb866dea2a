package io.narthex.itests.upstream;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;

import com.google.gson.JsonObject;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** The npm package oidc-provider as a strict upstream: it demands PKCE, and the second use of a refresh token ends everything. */
public class OidcProviderUpstreamTest {

    private static OidcProvider upstream;
    private static Distribution narthex;
    private static RelyingParty app;

    @BeforeClass
    public static void start() {
        narthex = Downstream.with("oidc-provider-downstream", "narthex-connector-oidc");
        upstream = OidcProvider.start(URI.create(narthex.issuer() + "/callback"));
        Downstream.connect(narthex, upstream.issuer(), Map.of("getUserInfo", "true", "insecureEnableGroups", "true"));
        narthex.start();
        app = new RelyingParty(narthex.issuer());
    }

    @AfterClass
    public static void stop() {
        if (narthex.isRunning()) {
            upstream.close();
        }
        narthex.close();
    }

    @Test
    public void signsInAndRefreshesTwentyTimes() throws Exception {
        Journey journey = new Journey();
        Page login = journey.go(app.authorization("openid email profile groups offline_access", "connector_id", "up"));
        Page consent = journey.submit(login, Map.of("login", "jane", "password", "any"));
        Page end = journey.submit(consent, Map.of());
        JsonObject tokens = RelyingParty.tokens(app.redeem(app.code(end)));
        JsonObject claims = app.claims(tokens);
        assertEquals("Name of jane", claims.get("name").getAsString());
        assertEquals("jane@example.com", claims.get("email").getAsString());
        assertFalse(claims.get("email_verified").getAsBoolean());
        assertEquals("[\"staff\"]", claims.get("groups").toString());
        for (int i = 0; i < 20; i++) {
            tokens = RelyingParty.tokens(app.refresh(tokens.get("refresh_token").getAsString()));
        }
        assertEquals(claims.get("sub"), app.claims(tokens).get("sub"));
    }
}
