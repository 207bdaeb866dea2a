package io.narthex.connector.ldap.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.unboundid.ldap.sdk.LDAPException;
import io.narthex.connector.Connector;
import io.narthex.connector.NegotiatesSignIn;
import io.narthex.connector.Scopes;
import io.narthex.connector.ldap.testing.Kdc;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.Before;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Tickets of a real KDC, brought by curl. */
public class KerberosTest {

    @ClassRule
    public static final TemporaryFolder folder = new TemporaryFolder();

    private static Kdc kdc;

    private TestDirectory directory;
    private Map<String, String> settings;

    @BeforeClass
    public static void startTheKdc() throws IOException {
        Kdc.assumeInstalled();
        kdc = new Kdc(folder.newFolder("kdc").toPath(), List.of("jane", "stranger", "locked", "jane/admin"));
    }

    @AfterClass
    public static void stopTheKdc() {
        if (kdc != null) {
            kdc.close();
        }
    }

    @Before
    public void start() throws LDAPException {
        directory = new TestDirectory();
        directory.person("locked", "Locked", "nsAccountLock: TRUE");
        settings = TestDirectory.settings(directory.port());
        settings.putAll(Map.of(
                "kerberos.enabled",
                "true",
                "kerberos.keytabPath",
                kdc.keytab().toString(),
                "kerberos.expectedRealm",
                Kdc.REALM));
    }

    @After
    public void stop() {
        directory.close();
    }

    @Test
    public void knowsPeopleByTheirTickets() throws IOException {
        assertEquals("jane", whoComesWithTheTicketOf("jane"));
    }

    @Test
    public void knowsNobodyWhoIsNotInTheDirectoryOrLocked() throws IOException {
        for (String other : List.of("stranger", "locked", "jane/admin")) {
            assertEquals(other, "nobody", whoComesWithTheTicketOf(other));
        }
    }

    @Test
    public void knowsNobodyOfAnotherRealm() throws IOException {
        settings.put("kerberos.expectedRealm", "OTHER.EXAMPLE.ORG");
        assertEquals("nobody", whoComesWithTheTicketOf("jane"));
        settings.put("kerberos.expectedRealm", Kdc.REALM.toLowerCase(Locale.ROOT));
        assertEquals("jane", whoComesWithTheTicketOf("jane"));
    }

    @Test
    public void looksForTheWholePrincipalIfAskedTo() throws IOException, LDAPException {
        directory.person("upn", "Jane", "userPrincipalName: jane@" + Kdc.REALM);
        settings.put("kerberos.usernameFromPrincipal", "userPrincipalName");
        settings.put("userSearch.username", "userPrincipalName");
        settings.put("kerberos.spn", "HTTP/localhost@" + Kdc.REALM);
        assertEquals("upn", whoComesWithTheTicketOf("jane"));
    }

    @Test
    public void knowsPeopleWhoseMachinesOfferMoreThanKerberos() throws IOException {
        List<String> windows = List.of(Spnego.KERBEROS_OF_WINDOWS, Spnego.KERBEROS, Spnego.NEGOEX, Spnego.NTLM);
        assertEquals("jane", whoComesWith(ticket -> Spnego.first(windows, Optional.of(ticket))));
        List<String> others = List.of(Spnego.KERBEROS, Spnego.NTLM);
        assertEquals("jane", whoComesWith(ticket -> Spnego.first(others, Optional.of(ticket))));
        assertEquals("without a negotiation", "jane", whoComesWith(ticket -> ticket));
    }

    @Test
    public void doesNotGoOnWithANegotiationThatNeedsASecondRound() throws IOException {
        Optional<byte[]> ntlm = Optional.of(Spnego.NTLM_MESSAGE);
        List<String> ntlmFirst = List.of(Spnego.NTLM, Spnego.KERBEROS);
        List<String> kerberosFirst = List.of(Spnego.KERBEROS, Spnego.NTLM);
        Map<String, UnaryOperator<byte[]>> messages = Map.of(
                "NTLM first, Kerberos after it", ticket -> Spnego.first(ntlmFirst, ntlm),
                "NTLM first, with a ticket", ticket -> Spnego.first(ntlmFirst, Optional.of(ticket)),
                "NTLM alone", ticket -> Spnego.first(List.of(Spnego.NEGOEX, Spnego.NTLM), ntlm),
                "NTLM without a negotiation", ticket -> Spnego.NTLM_MESSAGE,
                "Kerberos first, with NTLM", ticket -> Spnego.first(kerberosFirst, ntlm),
                "Kerberos, with nothing said", ticket -> Spnego.first(kerberosFirst, Optional.empty()),
                "a second round without a first", Spnego::second);
        for (Map.Entry<String, UnaryOperator<byte[]>> message : messages.entrySet()) {
            assertEquals(message.getKey(), "nobody", whoComesWith(message.getValue()));
        }
    }

    @Test
    public void takesNothingElseForATicket() {
        try (Connector connector = open()) {
            NegotiatesSignIn negotiating = (NegotiatesSignIn) connector;
            for (String token : List.of("", "NTLMSSP\0\1\0\0\0", "jane@" + Kdc.REALM, "`\u0082")) {
                assertEquals(
                        Optional.empty(),
                        negotiating.negotiate(token.getBytes(StandardCharsets.ISO_8859_1), new Scopes(false, false)));
            }
        }
    }

    @Test
    public void namesWhatIsMissing() {
        settings.remove("kerberos.expectedRealm");
        assertRefused("kerberos.expectedRealm");
        settings.put("kerberos.expectedRealm", Kdc.REALM);
        settings.put("kerberos.keytabPath", "/no/such/file");
        assertRefused("kerberos.keytabPath");
        settings.put("kerberos.enabled", "false");
        open().close();
    }

    private void assertRefused(String key) {
        assertEquals(
                key, assertThrows(InvalidSettingException.class, this::open).key());
    }

    private Connector open() {
        return new LdapConnectorFactory().open("test", Settings.of(settings));
    }

    private String whoComesWithTheTicketOf(String person) throws IOException {
        return whoComes(person, UnaryOperator.identity());
    }

    /** Jane, who says something that is made of her ticket. */
    private String whoComesWith(UnaryOperator<byte[]> message) throws IOException {
        return whoComes("jane", token -> message.apply(Spnego.said(token)));
    }

    private String whoComes(String person, UnaryOperator<byte[]> change) throws IOException {
        kdc.kinit(person);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (Connector connector = open()) {
            NegotiatesSignIn negotiating = (NegotiatesSignIn) connector;
            server.createContext("/", exchange -> answer(exchange, negotiating, change));
            server.start();
            return kdc.curl("http://localhost:" + server.getAddress().getPort() + "/");
        } finally {
            server.stop(0);
        }
    }

    private static void answer(HttpExchange exchange, NegotiatesSignIn connector, UnaryOperator<byte[]> change)
            throws IOException {
        String said = exchange.getRequestHeaders().getFirst("Authorization");
        if (said == null || !said.startsWith("Negotiate ")) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Negotiate");
            exchange.sendResponseHeaders(401, -1);
        } else {
            byte[] token = change.apply(Base64.getDecoder().decode(said.substring("Negotiate ".length())));
            byte[] who = connector
                    .negotiate(token, new Scopes(false, false))
                    .map(person -> person.userId())
                    .orElse("nobody")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, who.length);
            exchange.getResponseBody().write(who);
        }
        exchange.close();
    }
}
