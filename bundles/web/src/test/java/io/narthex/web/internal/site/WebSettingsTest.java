package io.narthex.web.internal.site;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.settings.AddressRange;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class WebSettingsTest {

    @Test
    public void trustsAndAllowsNobodyByDefault() {
        WebSettings settings = read(Map.of());
        assertEquals(List.of(), settings.allowedOrigins());
        assertEquals(List.of("Authorization", "Content-Type"), settings.allowedHeaders());
        assertEquals(List.of(), settings.trustedProxies());
        assertEquals(365, settings.hstsMaxAge().toDays());
    }

    @Test
    public void namesTheKeyThatIsWrong() {
        assertEquals("allowedOrigins", wrong("allowedOrigins", "https://app.example/path"));
        assertEquals("allowedOrigins", wrong("allowedOrigins", "app.example"));
        assertEquals("allowedHeaders", wrong("allowedHeaders", "X Y"));
        assertEquals("trustedProxies", wrong("trustedProxies", "proxy.example"));
        assertEquals("trustedProxies", wrong("trustedProxies", "10.0.0.0/33"));
        assertEquals("trustedProxies", wrong("trustedProxies", "0.0.0.0/0"));
        assertEquals("trustedProxies", wrong("trustedProxies", "10.0.0.1, ::/0"));
        assertEquals("hsts.maxAge", wrong("hsts.maxAge", "soon"));
        assertEquals("clientAddressHeader", wrong("clientAddressHeader", "a:b"));
        assertEquals("allowedOrigin", wrong("allowedOrigin", "https://app.example"));
    }

    @Test
    public void knowsWhatLiesInARange() {
        AddressRange range = AddressRange.parse("192.168.4.0/22").orElseThrow();
        assertTrue(range.contains("192.168.7.255"));
        assertFalse(range.contains("192.168.8.0"));
        assertFalse(range.contains("::1"));
        assertFalse(range.contains("localhost"));
        assertTrue(AddressRange.parse("2001:db8::/32").orElseThrow().contains("2001:db8:1::5"));
        assertTrue(AddressRange.parse("::1").orElseThrow().contains("[::1]"));
    }

    private static WebSettings read(Map<String, String> values) {
        Settings settings = Settings.of(values);
        WebSettings read = WebSettings.from(settings, Path.of(""));
        settings.rejectUnknown();
        return read;
    }

    private static String wrong(String key, String value) {
        return assertThrows(InvalidSettingException.class, () -> read(Map.of(key, value)))
                .key();
    }
}
