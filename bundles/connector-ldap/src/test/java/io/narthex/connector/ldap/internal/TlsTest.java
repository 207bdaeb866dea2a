package io.narthex.connector.ldap.internal;

import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.unboundid.ldap.listener.CannedResponseRequestHandler;
import com.unboundid.ldap.listener.LDAPListener;
import com.unboundid.ldap.listener.LDAPListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import io.narthex.connector.Scopes;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.Test;

/** Servers that do not get through with TLS. That it works at all is for {@code SlapdTest}. */
public class TlsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    public void waitsNotForEverForATlsHandshake() throws LDAPException {
        try (TestDirectory directory = new TestDirectory();
                Wire wire = new Wire(directory.port())) {
            wire.answer(Wire.Answers.NONE);
            assertGivesUp(wire.port(), "insecureSkipVerify", "true");
        }
    }

    /** The server agrees to StartTLS and then says nothing. */
    @Test
    public void waitsNotForEverForATlsHandshakeAfterStartTls() throws IOException {
        LDAPListenerConfig config = new LDAPListenerConfig(0, new CannedResponseRequestHandler());
        config.setListenAddress(InetAddress.getLoopbackAddress());
        LDAPListener listener = new LDAPListener(config);
        listener.startListening();
        try (Wire wire = new Wire(listener.getListenPort())) {
            wire.answer(Wire.Answers.ONE);
            assertGivesUp(wire.port(), "startTLS", "true");
        } finally {
            listener.shutDown(true);
        }
    }

    private static void assertGivesUp(int port, String key, String value) {
        Map<String, String> settings = TestDirectory.settings(port);
        settings.remove("insecureNoSSL");
        settings.put(key, value);
        settings.put("connectTimeout", "500ms");
        settings.put("timeout", "500ms");
        try (LdapConnector connector =
                new LdapConnector("test", LdapSettings.from(Settings.of(settings)), Clock.systemUTC())) {
            long since = System.nanoTime();
            assertThrows(
                    UpstreamUnavailableException.class,
                    () -> connector.signIn("jane", TestDirectory.PASSWORD, new Scopes(false, false)));
            Duration taken = Duration.ofNanos(System.nanoTime() - since);
            assertTrue("took " + taken, taken.compareTo(PATIENCE) < 0);
            assertTrue("did not wait: " + taken, taken.compareTo(Duration.ofMillis(400)) > 0);
        }
    }
}
