package io.narthex.itests.proxy;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;

import com.google.gson.JsonObject;
import io.narthex.connector.ldap.testing.TestAuthority;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.Ports;
import io.narthex.itests.RelyingParty;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Narthex serves HTTPS itself and asks for client certificates: only the proxy that shows the right one is believed. */
public class AuthProxyCertificateTest {

    private static final String PASSWORD = "password-of-the-stores";
    private static final String SECRET = "shared-secret-of-the-proxy";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Distribution narthex = Distribution.demo("proxy-certificate");
    private final int securePort = Ports.free();
    private FrontProxy proxy;
    private FrontProxy stranger;

    @Before
    public void start() throws Exception {
        TestAuthority authority = new TestAuthority(folder.newFolder().toPath());
        TestAuthority.Issued server = authority.issue("server", "dns:localhost");
        TestAuthority.Issued trusted = authority.issue("proxy", "dns:proxy");
        TestAuthority.Issued other = authority.issue("other", "dns:other");
        proxy = proxy("certificate", authority, trusted);
        stranger = proxy("stranger", authority, other);

        serveTls(authority, server);
        narthex.set("narthex.provider.cfg", "issuer", proxy.issuer().toString());
        narthex.addBootFeature("narthex-connector-authproxy/" + System.getProperty("narthex.version"));
        narthex.write(
                "narthex.connector-authproxy.cfg",
                """
                type = authproxy
                name = Company network
                trustedProxies = 127.0.0.1
                sharedSecret = %s
                proxyCertificate = %s
                """
                        .formatted(SECRET, fingerprint(trusted.certificate())));
        narthex.start();
        proxy.start(securePort, SECRET);
        stranger.start(securePort, SECRET);
    }

    @After
    public void stop() {
        proxy.close();
        stranger.close();
        narthex.close();
    }

    @Test
    public void believesTheProxyThatShowsItsCertificateAndNoOther() throws Exception {
        RelyingParty app = new RelyingParty(proxy.issuer());
        Client jane = new Client();
        Page end = arrive(jane, app, proxy);
        JsonObject claims = app.claims(RelyingParty.tokens(app.redeem(app.code(end))));
        assertEquals("jane", claims.get("email").getAsString());

        // The same headers and the same secret, but another certificate of the same authority.
        Page refused = arrive(new Client(), app, stranger);
        assertEquals(refused.text(), 400, refused.status());
        assertThat(
                Files.readString(narthex.data().resolve("log/narthex.log")),
                containsString("proxyCertificate: the proxy has shown another client certificate, or none"));
    }

    /** Begins at the one proxy and comes back through another. */
    private Page arrive(Client browser, RelyingParty app, FrontProxy through) {
        Page asked = browser.follow(browser.get(app.authorization("openid email", "connector_id", "authproxy")));
        assertEquals(401, asked.status());
        String address = asked.address().toString();
        URI back = URI.create(
                address.replace(proxy.issuer().toString(), through.issuer().toString()));
        return browser.follow(browser.get(back, "Authorization", FrontProxy.JANE));
    }

    private static FrontProxy proxy(String name, TestAuthority authority, TestAuthority.Issued shown) {
        return FrontProxy.nginx(name, new FrontProxy.Tls(authority.root(), shown.certificate(), shown.key()));
    }

    /** As our example says, with the lines that docs/connectors/authproxy.md adds. */
    private void serveTls(TestAuthority authority, TestAuthority.Issued server) throws Exception {
        run(List.of(
                "openssl",
                "pkcs12",
                "-export",
                "-name",
                "server",
                "-in",
                server.certificate().toString(),
                "-inkey",
                server.key().toString(),
                "-out",
                narthex.etc().resolve("server.p12").toString(),
                "-passout",
                "pass:" + PASSWORD));
        run(List.of(
                "keytool",
                "-importcert",
                "-noprompt",
                "-alias",
                "proxies",
                "-file",
                authority.root().toString(),
                "-keystore",
                narthex.etc().resolve("proxies.p12").toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        String file = "org.ops4j.pax.web.cfg";
        for (String line : Files.readAllLines(Path.of("../config/examples", file))) {
            int equals = line.indexOf('=');
            if (!line.startsWith("#") && equals > 0) {
                set(
                        file,
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        Map.of(
                        "org.ops4j.pax.web.listening.addresses", "127.0.0.1",
                        "org.osgi.service.http.port.secure", Integer.toString(securePort),
                        "org.ops4j.pax.web.ssl.clientauth.wanted", "true",
                        "org.ops4j.pax.web.ssl.truststore", "${karaf.etc}/proxies.p12",
                        "org.ops4j.pax.web.ssl.truststore.type", "PKCS12",
                        "org.ops4j.pax.web.ssl.truststore.password", PASSWORD)
                .forEach((key, value) -> set(file, key, value));
    }

    private void set(String file, String key, String value) {
        narthex.set(file, key, value.replace("${env:NARTHEX_KEYSTORE_PASSWORD}", PASSWORD));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertEquals(String.join(" ", command), 0, process.waitFor());
    }

    private static String fingerprint(Path certificate) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificate)) {
            byte[] encoded = CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded();
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        }
    }
}
