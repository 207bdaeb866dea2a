package io.narthex.example.app.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.Test;

public final class AppSettingsTest {

    @Test
    public void standsInForDexsExampleApplication() {
        AppSettings settings = read(Map.of());

        assertEquals("http://127.0.0.1:5556/dex", settings.issuer());
        assertEquals(5555, settings.listen().getPort());
        assertTrue(settings.listen().getAddress().isLoopbackAddress());
        assertEquals("example-app", settings.clientId());
        assertEquals("ZXhhbXBsZS1hcHAtc2VjcmV0", settings.clientSecret());
        assertEquals("http://127.0.0.1:5555/callback", settings.redirectUri().toString());
        assertEquals("http://127.0.0.1:5555", settings.origin());
        assertFalse(settings.secure());
    }

    @Test
    public void theExampleFileHoldsTheDefaults() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("../../config/examples/narthex.example.app.cfg"))) {
            file.load(reader);
        }
        Map<String, String> values = new TreeMap<>();
        file.stringPropertyNames().forEach(key -> values.put(key, file.getProperty(key)));

        assertEquals(read(Map.of()), read(values));
        String known = refusal("no-such-key", "x").replaceAll(".*expected one of ", "");
        assertEquals("the file shows every key", known, String.join(", ", values.keySet()));
    }

    @Test
    public void refusesUnknownKeys() {
        assertTrue(refusal("clientId", "x").startsWith("clientId: unknown key"));
    }

    @Test
    public void staysOnThisMachineUnlessAllowedToLeave() {
        assertTrue(refusal("listen", "http://0.0.0.0:5555").startsWith("listen: expected a loopback address"));
        assertTrue(refusal("issuer", "http://idp.example.com").startsWith("issuer: expected https"));
        assertEquals(
                "https://idp.example.com",
                read(Map.of("issuer", "https://idp.example.com")).issuer());
        AppSettings remote = read(
                Map.of("listen", "http://0.0.0.0:5555", "issuer", "http://idp.example.com", "allowRemote", "true"));
        assertEquals("http://idp.example.com", remote.issuer());
    }

    @Test
    public void refusesAddressesThatItCannotServe() {
        assertTrue(refusal("listen", "https://127.0.0.1:5555").startsWith("listen: expected an address such as"));
        assertTrue(refusal("listen", "http://127.0.0.1:5555/app").startsWith("listen: "));
        assertTrue(refusal("redirectURI", "http://127.0.0.1:5555").startsWith("redirectURI: "));
        assertTrue(refusal("redirectURI", "http://127.0.0.1:5555/login").startsWith("redirectURI: "));
        assertTrue(refusal("redirectURI", "http://127.0.0.1:5555/callback?a=b").startsWith("redirectURI: "));
        assertTrue(refusal("issuer", "accounts").startsWith("issuer: "));
        assertTrue(refusal("issuer", "https://idp.example.com?a=b").startsWith("issuer: "));
    }

    @Test
    public void listensOnIPv6Too() {
        assertEquals(
                "[::1]",
                "["
                        + read(Map.of("listen", "http://[::1]:5555"))
                                .listen()
                                .getHostString()
                                .replaceAll("(0:)+", "::") + "]");
    }

    @Test
    public void hidesTheSecret() {
        assertFalse(read(Map.of("clientSecret", "sesame")).toString().contains("sesame"));
    }

    private static String refusal(String key, String value) {
        InvalidSettingException refused = assertThrows(InvalidSettingException.class, () -> read(Map.of(key, value)));
        return String.valueOf(refused.getMessage());
    }

    private static AppSettings read(Map<String, String> values) {
        return AppSettings.from(Settings.of(values));
    }
}
