package io.narthex.connector.ldap.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class AddressTest {

    private final Map<String, String> settings = new HashMap<>(
            Map.of("host", "ldap.example.com", "userSearch.baseDN", "dc=example,dc=com", "userSearch.username", "uid"));

    @Test
    public void takesThePortOfTheTransport() {
        assertEquals("ldap.example.com:636", servers());
        settings.put("startTLS", "true");
        assertEquals("ldap.example.com:389", servers());
        settings.remove("startTLS");
        settings.put("insecureNoSSL", "true");
        assertEquals("ldap.example.com:389", servers());
        settings.put("host", "ldap.example.com:3389");
        assertEquals("ldap.example.com:3389", servers());
    }

    @Test
    public void takesSeveralServers() {
        settings.put("host", "a.example.com, b.example.com:1636,10.0.0.1");
        assertEquals("a.example.com:636, b.example.com:1636, 10.0.0.1:636", servers());
        settings.remove("host");
        settings.put("host.0", "a.example.com");
        settings.put("host.1", "[fd00::1]:3269");
        settings.put("host.2", "[::1]");
        assertEquals("a.example.com:636, [fd00::1]:3269, [::1]:636", servers());
    }

    @Test
    public void refusesWhatIsNoServer() {
        for (String host : List.of("ldaps://a.example.com", "a.example.com:", "a:b", "fd00::1", "a/b", "user@a")) {
            settings.put("host", host);
            assertEquals(
                    "host",
                    assertThrows(host, InvalidSettingException.class, this::servers)
                            .key());
        }
    }

    private String servers() {
        return LdapSettings.from(Settings.of(settings)).servers().names();
    }
}
