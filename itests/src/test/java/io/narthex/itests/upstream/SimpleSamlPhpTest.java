package io.narthex.itests.upstream;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonObject;
import io.narthex.connector.ldap.testing.TestAuthority;
import io.narthex.itests.ClaimsTable;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.Plugging;
import io.narthex.itests.RelyingParty;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** SimpleSAMLphp as a SAML identity provider, asked by a redirect. Debian 12 has 1.19, which encrypts with AES-CBC. */
public class SimpleSamlPhpTest {

    @ClassRule
    public static final TemporaryFolder folder = new TemporaryFolder();

    /** Where an application begins; a browser's way ends there. */
    private static final String BEGIN = RelyingParty.CALLBACK + "/begin";

    private static SimpleSamlPhp provider;
    private static Distribution narthex;
    private static RelyingParty app;
    private static TlsFront front;

    @BeforeClass
    public static void start() throws Exception {
        provider = new SimpleSamlPhp();
        ServiceKeys keys = ServiceKeys.make("saml-service-php");
        narthex = Downstream.with("simplesamlphp", "narthex-connector-saml");
        String ours = "'validate.authnrequest' => true, 'certData' => '" + keys.certificate() + "', ";
        introduce(keys, "assertion", ours + "'saml20.sign.response' => false, 'saml20.sign.assertion' => true");
        introduce(keys, "response", ours + "'saml20.sign.response' => true, 'saml20.sign.assertion' => false");
        introduce(keys, "encrypted", ours + "'saml20.sign.response' => true, 'assertion.encryption' => true");
        narthex.set("narthex.connector-encrypted.cfg", "allowCBC", "true");
        introduce(keys, "begun-there", ours + "'saml20.sign.response' => true");
        narthex.set("narthex.connector-begun-there.cfg", "idpInitiatedTarget", BEGIN);
        TestAuthority authority = new TestAuthority(folder.newFolder().toPath());
        front = TlsFront.of(URI.create(provider.metadata()), authority);
        for (String id : List.of("tls", "tls-unknown-authority")) {
            introduce(keys, id, ours + "'saml20.sign.response' => true");
            narthex.set(
                    "narthex.connector-" + id + ".cfg",
                    "metadataURL",
                    front.address().toString());
        }
        narthex.set("narthex.connector-tls.cfg", "rootCA", authority.root().toString());
        provider.start();
        narthex.start();
        app = new RelyingParty(narthex.issuer());
    }

    @AfterClass
    public static void stop() {
        if (narthex != null) {
            narthex.close();
            provider.close();
            front.close();
        }
    }

    @Test
    public void comesAndGoesWithItsFeature() throws Exception {
        Plugging.assertComesAndGoes(narthex, app, "narthex-connector-saml", "assertion");
        ClaimsTable.assertTells("saml", claims("assertion"));
    }

    @Test
    public void signsInWhateverIsSignedAndEncrypted() throws Exception {
        for (String id : List.of("assertion", "response", "encrypted", "tls")) {
            JsonObject claims = claims(id);
            assertEquals(id, "Jane D\u00f6e", claims.get("name").getAsString());
            assertEquals(id, "jane@example.com", claims.get("email").getAsString());
            assertEquals(id, "[\"staff\",\"admins\"]", claims.get("groups").toString());
        }
    }

    @Test
    public void doesNotReadMetadataFromAServerOfAnUnknownAuthority() throws Exception {
        Page refused = new Journey().go(app.authorization("openid", "connector_id", "tls-unknown-authority"));
        assertEquals(503, refused.status());
        assertThat(
                Files.readString(narthex.data().resolve("log/narthex.log")),
                containsString(front.address() + ": no trust in the TLS connection"));
    }

    @Test
    public void sendsWhoBeginsAtTheProviderToWhereTheyCanBeginHere() throws Exception {
        Journey jane = new Journey();
        Page login = jane.go(begunAtProvider("begun-there"));
        Page form = jane.submit(login, SimpleSamlPhp.JANE);
        Page end = jane.submit(form, Map.of("RelayState", "https://elsewhere.example/"));
        assertEquals(303, end.status());
        assertEquals(Optional.of(URI.create(BEGIN)), end.location());

        // There the application begins, as it would for anybody; the provider knows Jane and asks nothing.
        Page answer = jane.go(app.authorization("openid profile", "connector_id", "begun-there"));
        JsonObject claims = app.claims(RelyingParty.tokens(app.redeem(app.code(jane.submit(answer, Map.of())))));
        assertEquals("Jane D\u00f6e", claims.get("name").getAsString());
    }

    @Test
    public void signsNobodyInWhoBeginsAtTheProviderWhereThatIsOff() {
        Journey jane = new Journey();
        Page form = jane.submit(jane.go(begunAtProvider("response")), SimpleSamlPhp.JANE);
        assertEquals(400, jane.submit(form, Map.of()).status());
    }

    /** SimpleSAMLphp's address for sign-ins that nobody asked it for. */
    private static URI begunAtProvider(String id) {
        String entity = narthex.issuer() + "/" + id;
        return URI.create(
                provider.address() + "/saml2/idp/SSOService.php?" + Client.encoded(Map.of("spentityid", entity)));
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
                """
                        .formatted(id, address, entity, provider.metadata(), keys.keyFile(), keys.certificateFile()));
    }
}
