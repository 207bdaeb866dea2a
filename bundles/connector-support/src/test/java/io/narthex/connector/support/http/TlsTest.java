package io.narthex.connector.support.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

public class TlsTest {

    private static TestCertificates right = TestCertificates.forHost("localhost");
    private static TestCertificates elsewhere = TestCertificates.forHost("elsewhere.example");
    private static FakeServer server = FakeServer.withTls(right.serverContext());
    private static FakeServer misnamed = FakeServer.withTls(elsewhere.serverContext());

    @BeforeClass
    public static void answer() {
        server.on("/", 200, "{}");
        misnamed.on("/", 200, "{}");
    }

    @AfterClass
    public static void stop() {
        server.close();
        misnamed.close();
    }

    @Test
    public void trustsNobodyUnknown() {
        assertNoTrust(server, Tls.ofJava());
    }

    @Test
    public void readsRootsFromEachForm() throws IOException {
        Path file = Files.writeString(Files.createTempFile("root", ".pem"), "a comment\n" + right.pem());
        String data = base64(right.pem());
        assertTrusted(server, Tls.from(Settings.of(Map.of("rootCA", file.toString()))));
        assertTrusted(server, Tls.from(Settings.of(Map.of("rootCAData", data))));
        for (String entry : List.of(file.toString(), data, right.pem())) {
            assertTrusted(server, Tls.withMoreRoots(Settings.of(Map.of("rootCAs", entry))));
        }
    }

    @Test
    public void trustsNobodyElseWhereARootIsGiven() {
        assertNoTrust(server, Tls.from(Settings.of(Map.of("rootCAData", base64(elsewhere.pem())))));
    }

    @Test
    public void checksTheNameOfTheHost() {
        Settings settings = Settings.of(Map.of("rootCAData", base64(elsewhere.pem())));
        assertNoTrust(misnamed, Tls.from(settings));
    }

    @Test
    public void checksNothingWhenToldSo() {
        Settings settings = Settings.of(Map.of("insecureSkipVerify", "true"));
        assertTrusted(server, Tls.from(settings));
        assertTrusted(misnamed, Tls.withMoreRoots(settings));
    }

    @Test
    public void speaksNoOldVersion() throws Exception {
        SSLContext context = right.serverContext();
        assertEquals(
                List.of("TLSv1.3", "TLSv1.2"), List.of(Tls.ofJava().parameters().getProtocols()));
        assertEquals("TLS", context.getProtocol());
    }

    @Test
    public void namesTheSettingThatHoldsNoCertificate() {
        assertRefused("rootCA", "/no/such/file.pem", Tls::from);
        assertRefused("rootCAData", "!!!", Tls::from);
        assertRefused("rootCAData", base64("nothing"), Tls::from);
        assertRefused(
                "rootCAData", base64("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"), Tls::from);
        assertRefused("rootCAs", "/no/such/file.pem", Tls::withMoreRoots);
        assertRefused("rootCAs", "LS0tLS1CRUdJTi!!!", Tls::withMoreRoots);
    }

    private static void assertRefused(String key, String value, Function<Settings, Tls> reader) {
        InvalidSettingException e =
                assertThrows(InvalidSettingException.class, () -> reader.apply(Settings.of(Map.of(key, value))));
        assertEquals(key, e.key());
    }

    private static void assertTrusted(FakeServer at, Tls tls) {
        assertTrue(open(tls).send(HttpCall.get(at.uri("/"))).isSuccess());
    }

    private static void assertNoTrust(FakeServer at, Tls tls) {
        UpstreamUnavailableException e =
                assertThrows(UpstreamUnavailableException.class, () -> open(tls).send(HttpCall.get(at.uri("/"))));
        assertTrue(
                String.valueOf(e.getMessage()), String.valueOf(e.getMessage()).contains("no trust"));
    }

    private static UpstreamHttp open(Tls tls) {
        return new UpstreamHttp(HttpSettings.from(Settings.of(Map.of()), tls));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
