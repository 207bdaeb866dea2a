package io.narthex.web.internal.http;

import static org.junit.Assert.assertEquals;

import io.narthex.settings.Settings;
import io.narthex.web.internal.site.WebSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class ClientAddressTest {

    private static final WebSettings SETTINGS =
            WebSettings.from(Settings.of(Map.of("trustedProxies", "10.0.0.0/8, ::1")), Path.of(""));

    @Test
    public void believesNobodyByDefault() {
        assertEquals("10.0.0.1", ClientAddress.of("10.0.0.1", List.of("198.51.100.7"), WebSettings.byDefault()));
    }

    @Test
    public void believesTrustedProxiesOnly() {
        assertEquals("203.0.113.9", ClientAddress.of("203.0.113.9", List.of("198.51.100.7"), SETTINGS));
        assertEquals("198.51.100.7", ClientAddress.of("10.0.0.1", List.of("198.51.100.7"), SETTINGS));
        assertEquals("10.0.0.1", ClientAddress.of("10.0.0.1", List.of(), SETTINGS));
    }

    @Test
    public void takesTheNetworkOfASubscriberForOneSource() {
        assertEquals("192.0.2.1", ClientAddress.source("192.0.2.1"));
        assertEquals("2001:0db8:0000:0007::/64", ClientAddress.source("2001:db8:0:7:1::2"));
        assertEquals(ClientAddress.source("[2001:db8:0:7::1]"), ClientAddress.source("2001:db8:0:7:ffff::"));
        assertEquals("unknown", ClientAddress.source("unknown"));
    }

    @Test
    public void believesNothingThatTheClientWroteItself() {
        List<String> forged = List.of("127.0.0.1, 198.51.100.7, 10.0.0.2");
        assertEquals("198.51.100.7", ClientAddress.of("0:0:0:0:0:0:0:1", forged, SETTINGS));
        assertEquals("10.0.0.1", ClientAddress.of("10.0.0.1", List.of("localhost"), SETTINGS));
    }
}
