package io.narthex.itests.upstream;

import static org.junit.Assert.assertEquals;

import com.google.gson.JsonObject;
import io.narthex.itests.ClaimsTable;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.Plugging;
import io.narthex.itests.RelyingParty;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** SimpleSAMLphp as a SAML identity provider, asked by a redirect. Debian 12 has 1.19, which encrypts with AES-CBC. */
public class SimpleSamlPhpTest {

    private static SimpleSamlPhp provider;
    private static Distribution narthex;
    private static RelyingParty app;

    @BeforeClass
    public static void start() throws Exception {
        provider = new SimpleSamlPhp();
        ServiceKeys keys = ServiceKeys.make("saml-service-php");
        narthex = Downstream.with("simplesamlphp", "narthex-connector-saml");
        String ours = "'validate.authnrequest' => true, 'certData' => '" + keys.certificate() + "', ";
        introduce(keys, "assertion", ours + "'saml20.sign.response' => false, 'saml20.sign.assertion' => true");
        introduce(keys, "response", ours + "'saml20.sign.response' => true, 'saml20.sign.assertion' => false");
        introduce(keys, "encrypted", ours + "'saml20.sign.response' => true, 'assertion.encryption' => true");
        provider.start();
        narthex.start();
        app = new RelyingParty(narthex.issuer());
    }

    @AfterClass
    public static void stop() {
        if (narthex != null) {
            narthex.close();
            provider.close();
        }
    }

    @Test
    public void comesAndGoesWithItsFeature() throws Exception {
        Plugging.assertComesAndGoes(narthex, app, "narthex-connector-saml", "assertion");
        ClaimsTable.assertTells("saml", claims("assertion"));
    }

    @Test
    public void signsInWhateverIsSignedAndEncrypted() throws Exception {
        for (String id : List.of("assertion", "response", "encrypted")) {
            JsonObject claims = claims(id);
            assertEquals(id, "Jane D\u00f6e", claims.get("name").getAsString());
            assertEquals(id, "jane@example.com", claims.get("email").getAsString());
            assertEquals(id, "[\"staff\",\"admins\"]", claims.get("groups").toString());
        }
    }

    private static JsonObject claims(String id) throws Exception {
        Journey journey = new Journey();
        Page login = journey.go(
                app.authorization("openid email profile groups federated:id offline_access", "connector_id", id));
        Page form = journey.submit(login, SimpleSamlPhp.JANE);
        return app.claims(RelyingParty.tokens(app.redeem(app.code(journey.submit(form, Map.of())))));
    }

    private static void introduce(ServiceKeys keys, String id, String options) {
        String entity = narthex.issuer() + "/" + id;
        String address = narthex.issuer() + "/callback/" + id;
        provider.introduce(entity, address, options);
        narthex.write(
                "narthex.connector-" + id + ".cfg",
                """
                type = saml
                name = %1$s
                redirectURI = %2$s
                entityIssuer = %3$s
                metadataURL = %4$s
                ssoBinding = redirect
                usernameAttr = name
                emailAttr = email
                groupsAttr = groups
                spKey = %5$s
                spCertificate = %6$s
                allowCBC = true
                """
                        .formatted(id, address, entity, provider.metadata(), keys.keyFile(), keys.certificateFile()));
    }
}
