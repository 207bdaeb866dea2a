package io.narthex.connector.authproxy.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class AuthProxyConnectorTest {

    private static final String FINGERPRINT = "ab".repeat(32);

    private final BrowserConnector connector = open(Map.of());

    @Test
    public void sendsTheBrowserToItsOwnCallback() {
        URI callback = URI.create("https://narthex.example/dex/callback");
        Departure departure = open("a b/c", Map.of())
                .begin(new SignInRequest(callback, "s&t", TestArrivals.SCOPES, Optional.empty()));
        assertEquals(new Departure.Redirect(URI.create(callback + "/a%20b%2Fc?state=s%26t"), ""), departure);
    }

    @Test
    public void takesTheUserForIdAndMailAddressIfNothingElseIsSaid() {
        assertEquals(
                Identity.of("jane").withPreferredUsername("jane").withEmail("jane", true),
                connector.complete(TestArrivals.with(Map.of("x-remote-user", List.of("jane")))));
    }

    @Test
    public void readsAllHeaders() {
        Map<String, List<String>> headers = Map.of(
                "x-remote-user", List.of("jane"),
                "x-remote-user-id", List.of("17"),
                "x-remote-user-name", List.of("Jane D\u00c3\u00b6e"),
                "x-remote-user-email", List.of("jane@example.com"),
                "x-remote-group", List.of("staff, admins,,staff"));
        Identity expected = Identity.of("17")
                .withUsername("Jane D\u00f6e")
                .withPreferredUsername("jane")
                .withEmail("jane@example.com", true)
                .withGroups(List.of("staff", "admins"));
        assertEquals(expected, connector.complete(TestArrivals.with(headers)));
    }

    @Test
    public void readsHeadersAndGroupsAsConfigured() {
        Map<String, String> settings = Map.of(
                "userHeader", "Remote-Login",
                "groupHeader", "Remote-Roles",
                "groupHeaderSeparator", "|",
                "staticGroups", "everybody, behind-proxy",
                "emailVerified", "false");
        Map<String, List<String>> headers = Map.of("remote-login", List.of("jane"), "remote-roles", List.of("a,b|c"));
        Identity identity = open(settings).complete(TestArrivals.with(headers));
        assertEquals(List.of("a,b", "c", "everybody", "behind-proxy"), identity.groups());
        assertEquals(false, identity.emailVerified());
    }

    @Test
    public void believesNobodyButTheProxy() {
        for (String peer : List.of("10.0.0.6", "127.0.0.1", "::1", "::ffff:10.0.0.6", "", "unknown", "010.0.0.5x")) {
            Arrival direct = TestArrivals.from(peer, Map.of("x-remote-user", List.of("jane")));
            assertRefused(connector, "trustedProxies: '" + peer + "' is none of them", direct);
        }
    }

    @Test
    public void wantsTheSharedSecretAsWell() {
        BrowserConnector careful = open(Map.of("sharedSecret", TestArrivals.SECRET));
        String refusal = "x-narthex-proxy-secret: missing or wrong";
        assertRefused(careful, refusal, TestArrivals.with(Map.of("x-remote-user", List.of("jane"))));
        assertRefused(careful, refusal, TestArrivals.janeWith("x-narthex-proxy-secret", "a-long-shared-secreT"));
        assertEquals(
                "jane",
                careful.complete(TestArrivals.janeWith("x-narthex-proxy-secret", TestArrivals.SECRET))
                        .userId());
    }

    @Test
    public void wantsTheClientCertificateAsWell() {
        BrowserConnector careful = open(Map.of("proxyCertificate", FINGERPRINT.toUpperCase(java.util.Locale.ROOT)));
        String refusal = "proxyCertificate: the proxy has shown another client certificate, or none";
        assertRefused(careful, refusal, TestArrivals.with(Map.of("x-remote-user", List.of("jane"))));
        assertRefused(careful, refusal, TestArrivals.janeWith(Arrival.PEER_CERTIFICATE, "cd".repeat(32)));
        assertRefused(careful, refusal, TestArrivals.janeWith("peer-certificate", FINGERPRINT));
        assertEquals(
                "jane",
                careful.complete(TestArrivals.janeWith(Arrival.PEER_CERTIFICATE, FINGERPRINT))
                        .userId());
    }

    @Test
    public void refusesAMissingUser() {
        String refusal = "x-remote-user: missing; does the proxy guard /dex/callback/proxy?";
        for (String user : List.of("", " ", "(null)")) {
            assertRefused(connector, refusal, TestArrivals.with(Map.of("x-remote-user", List.of(user))));
        }
        assertRefused(connector, refusal, TestArrivals.with(Map.of("x-remote-user-id", List.of("17"))));
    }

    @Test
    public void refusesDoubledHeaders() {
        for (String name : List.of("x-remote-user", "x-remote-user-id", "x-remote-user-email", "x-remote-group")) {
            assertRefused(
                    connector, name + ": came 2 times, expected once", TestArrivals.janeWith(name, "jane", "root"));
        }
    }

    @Test
    public void refusesLookalikeHeaders() {
        for (String name :
                List.of("x_remote_user", "X_Remote_User", "x-remote_user", "x.remote.user", "x remote-user")) {
            assertRefused(connector, "x-remote-user: came in another spelling", TestArrivals.janeWith(name, "root"));
        }
        assertRefused(
                connector,
                "x-remote-group: came in another spelling",
                TestArrivals.janeWith("x_remote_group", "admins"));
    }

    @Test
    public void refusesOversizedHeaders() {
        assertRefused(
                connector,
                "x-remote-group: longer than 4096 characters",
                TestArrivals.janeWith("x-remote-group", "g".repeat(4_097)));
    }

    @Test
    public void refusesControlAndInvisibleCharacters() {
        for (String trick : List.of("\u0000", "\n", "\t", "\u007f", "\u200b", "\u202e", "\u2028", "\ufeff", "\ud800")) {
            assertRefused(
                    connector,
                    "x-remote-user: holds control or invisible characters",
                    TestArrivals.janeWith("x-remote-user", "ro" + trick + "ot"));
        }
    }

    @Test
    public void refusesWhatIsNotUtf8() {
        assertRefused(connector, "x-remote-user: expected UTF-8", TestArrivals.janeWith("x-remote-user", "J\u00f6rg"));
    }

    @Test
    public void refusesAnotherMethodAndAnotherState() {
        Map<String, List<String>> headers = Map.of("x-remote-user", List.of("jane"));
        Map<String, List<String>> good = new HashMap<>(Map.of("state", List.of("s")));
        assertRefused(connector, "method: expected GET, got POST", arrival("POST", good, headers));
        String refusal = "state: expected that of this sign-in once, got another";
        assertRefused(connector, refusal, arrival("GET", Map.of("state", List.of("t")), headers));
        assertRefused(connector, refusal, arrival("GET", Map.of("state", List.of("s", "s")), headers));
    }

    @Test
    public void believesNobodyFromEverywhereWhoShowsNothingElse() {
        AuthProxyConnectorFactory factory = new AuthProxyConnectorFactory();
        Map<String, String> everywhere = new HashMap<>(Map.of("trustedProxies", "10.0.0.5, ::/0"));
        InvalidSettingException refusal =
                assertThrows(InvalidSettingException.class, () -> factory.open("proxy", Settings.of(everywhere)));
        assertEquals(
                "trustedProxies: expected the addresses of the proxy, or sharedSecret or proxyCertificate besides,"
                        + " got '0:0:0:0:0:0:0:0/0'",
                refusal.getMessage());
        everywhere.put("sharedSecret", TestArrivals.SECRET);
        factory.open("proxy", Settings.of(everywhere));
    }

    private static Arrival arrival(String method, Map<String, List<String>> query, Map<String, List<String>> headers) {
        return new Arrival(
                method,
                query,
                Map.of(),
                headers,
                TestArrivals.PROXY,
                TestArrivals.CALLBACK,
                "s",
                "",
                TestArrivals.SCOPES);
    }

    private static void assertRefused(BrowserConnector connector, String message, Arrival arrival) {
        SignInRefusedException refusal = assertThrows(SignInRefusedException.class, () -> connector.complete(arrival));
        assertEquals(message, refusal.getMessage());
        assertEquals(SignInRefusedException.Reason.INVALID_ANSWER, refusal.reason());
    }

    private static BrowserConnector open(Map<String, String> settings) {
        return open("proxy", settings);
    }

    private static BrowserConnector open(String id, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("trustedProxies", "10.0.0.5, 192.168.7.0/24");
        return (BrowserConnector) new AuthProxyConnectorFactory().open(id, Settings.of(all));
    }
}
