package io.narthex.itests.upstream;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonObject;
import io.narthex.itests.Chromium;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Keycloak as a SAML identity provider, with the response signed, the assertion, both, and encrypted. */
public class KeycloakSamlTest {

    private static final String SCOPE = "openid email profile groups offline_access";
    private static final String CLIENT =
            """
            {"clientId": "%1$s", "protocol": "saml", "enabled": true, "redirectUris": ["%2$s"],
             "attributes": {
               "saml.authnstatement": "true", "saml.force.post.binding": "true", "saml_name_id_format": "persistent",
               "saml.signature.algorithm": "RSA_SHA256", "saml_assertion_consumer_url_post": "%2$s",
               "saml.client.signature": "true", "saml.signing.certificate": "%3$s",
               "saml.server.signature": "%4$s", "saml.assertion.signature": "%5$s",
               "saml.encrypt": "%6$s", "saml.encryption.certificate": "%3$s"},
             "protocolMappers": [
               {"name": "email", "protocol": "saml", "protocolMapper": "saml-user-property-mapper",
                "config": {"user.attribute": "email", "attribute.name": "email", "attribute.nameformat": "Basic"}},
               {"name": "first", "protocol": "saml", "protocolMapper": "saml-user-property-mapper",
                "config": {"user.attribute": "firstName", "attribute.name": "name", "attribute.nameformat": "Basic"}},
               {"name": "groups", "protocol": "saml", "protocolMapper": "saml-group-membership-mapper",
                "config": {"attribute.name": "groups", "attribute.nameformat": "Basic", "single": "true",
                           "full.path": "false"}}]}
            """;

    private static Keycloak keycloak;
    private static Distribution narthex;
    private static RelyingParty app;
    private static ServiceKeys keys;

    @BeforeClass
    public static void start() throws Exception {
        keycloak = Keycloak.shared();
        keys = ServiceKeys.make("saml-service");
        narthex = Downstream.with("keycloak-saml", "narthex-connector-saml");
        introduce("response", "true", "false", "false");
        introduce("assertion", "false", "true", "false");
        introduce("both", "true", "true", "false");
        introduce("closed", "true", "true", "false");
        introduce("encrypted", "true", "true", "true");
        narthex.start();
        app = new RelyingParty(narthex.issuer());
    }

    @AfterClass
    public static void stop() {
        narthex.close();
    }

    @Test
    public void signsInWhateverIsSignedAndEncrypted() throws Exception {
        for (String id : List.of("response", "assertion", "both", "encrypted")) {
            JsonObject claims = app.claims(RelyingParty.tokens(app.redeem(signIn(id))));
            assertEquals(id, "Jane", claims.get("name").getAsString());
            assertEquals(id, "jane@example.com", claims.get("email").getAsString());
            assertThat(id, claims.get("groups").toString(), containsString("\"staff\""));
        }
    }

    @Test
    public void followsAChangeOfKeysAndOfSettingsWithoutARestart() throws Exception {
        JsonObject tokens = RelyingParty.tokens(app.redeem(signIn("both")));
        keycloak.rotateKeys();
        await("a sign-in with the new key")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> arrive("both").location().isPresent());

        JsonObject refreshed =
                RelyingParty.tokens(app.refresh(tokens.get("refresh_token").getAsString()));
        assertEquals(app.claims(tokens).get("sub"), app.claims(refreshed).get("sub"));

        narthex.set("narthex.connector-closed.cfg", "allowedGroups", "nobody");
        await("nobody is let in any more")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> arrive("closed").location().isEmpty());
        assertThat(
                Files.readString(narthex.data().resolve("log/narthex.log")),
                containsString("allowedGroups: the person is in none of them"));
    }

    @Test
    public void saysWhoWeAre() {
        Page metadata = new Client().get(URI.create(narthex.issuer() + "/connectors/both/metadata"));
        assertEquals(200, metadata.status());
        assertThat(metadata.text(), containsString("entityID=\"" + entity("both") + "\""));
        assertThat(metadata.text(), containsString("Location=\"" + address("both") + "\""));
        assertEquals(
                404,
                new Client()
                        .get(URI.create(narthex.issuer() + "/connectors/mock/metadata"))
                        .status());
    }

    @Test
    public void signsInInARealBrowser() {
        try (Chromium browser = Chromium.open()) {
            browser.go(app.authorization("openid groups", "connector_id", "assertion"));
            browser.type("#username", Keycloak.JANE.getOrDefault("username", ""));
            browser.type("#password", Keycloak.JANE.getOrDefault("password", ""));
            browser.click("#kc-login");
            browser.waitForAddress("code=");
            assertThat(browser.address(), containsString(RelyingParty.CALLBACK));
        }
    }

    private static String signIn(String id) {
        return app.code(arrive(id));
    }

    /** Our form to Keycloak, Keycloak's form for Jane, and Keycloak's form to us. */
    private static Page arrive(String id) {
        Journey journey = new Journey();
        Page login = journey.submit(journey.go(app.authorization(SCOPE, "connector_id", id)), Map.of());
        return journey.submit(journey.submit(login, Keycloak.JANE), Map.of());
    }

    private static void introduce(String id, String response, String assertion, String encrypted) throws Exception {
        keycloak.post(
                "clients",
                CLIENT.formatted(entity(id), address(id), keys.certificate(), response, assertion, encrypted));
        narthex.write(
                "narthex.connector-" + id + ".cfg",
                """
                type = saml
                name = %1$s
                redirectURI = %2$s
                entityIssuer = %3$s
                metadataURL = %4$s/protocol/saml/descriptor
                usernameAttr = name
                emailAttr = email
                groupsAttr = groups
                spKey = %5$s
                spCertificate = %6$s
                allowCBC = %7$s
                """
                        .formatted(
                                id,
                                address(id),
                                entity(id),
                                keycloak.realm(),
                                keys.keyFile(),
                                keys.certificateFile(),
                                encrypted));
    }

    private static String entity(String id) {
        return narthex.issuer() + "/" + id;
    }

    private static String address(String id) {
        return narthex.issuer() + "/callback/" + id;
    }
}
