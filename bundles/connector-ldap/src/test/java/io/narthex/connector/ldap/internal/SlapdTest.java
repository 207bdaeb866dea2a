package io.narthex.connector.ldap.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.unboundid.ldap.sdk.RDN;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.ldap.testing.Slapd;
import io.narthex.connector.ldap.testing.TestAuthority;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The connector and OpenLDAP. */
public class SlapdTest {

    private static final Scopes ALL = new Scopes(true, true);
    private static final int GROUPS = 1000;
    private static final int LEVELS = 6;

    @ClassRule
    public static final TemporaryFolder folder = new TemporaryFolder();

    private static TestAuthority authority;
    private static TestAuthority.Issued client;
    private static Slapd slapd;
    private static Slapd elsewhere;

    @BeforeClass
    public static void start() throws IOException {
        Slapd.assumeInstalled();
        authority = new TestAuthority(folder.newFolder("authority").toPath());
        client = authority.issue("client", "dns:client");
        TestAuthority.Issued local = authority.issue("server", "dns:localhost,ip:127.0.0.1");
        slapd = Slapd.create(folder.newFolder("slapd").toPath(), authority, local, people() + nestedGroups());
        elsewhere = Slapd.create(
                folder.newFolder("elsewhere").toPath(),
                authority,
                authority.issue("elsewhere", "dns:localhost"),
                people());
        slapd.start();
        elsewhere.start();
    }

    @AfterClass
    public static void stop() {
        if (elsewhere != null) {
            slapd.close();
            elsewhere.close();
        }
    }

    private static String people() {
        StringBuilder entries = new StringBuilder();
        entries.append(Slapd.person("uid=jane", "uid: jane", "cn: Jane Doe", "mail: jane@example.org"));
        for (String locked : List.of("locked", "reset")) {
            entries.append(Slapd.person("uid=" + locked, "uid: " + locked, "cn: x", "mail: x@example.org"));
        }
        for (String uid : HostileNames.NAMES) {
            String value = Base64.getEncoder().encodeToString(uid.getBytes(StandardCharsets.UTF_8));
            entries.append(Slapd.person(
                    new RDN("uid", uid).toMinimallyEncodedString(),
                    "uid:: " + value,
                    "cn:: " + value,
                    "mail: x@example.org"));
        }
        return entries.toString();
    }

    /** A thousand groups on six levels: Jane is in those of the first, and each of the others holds one of the level below. */
    private static String nestedGroups() {
        StringBuilder entries = new StringBuilder();
        int perLevel = GROUPS / LEVELS + 1;
        for (int i = 0; i < GROUPS; i++) {
            String member = i < perLevel ? "uid=jane," + Slapd.PEOPLE : groupDn(i - perLevel);
            entries.append(Slapd.entry(
                    groupDn(i),
                    "objectClass: groupOfNames",
                    "cn: g" + i,
                    "member: " + member,
                    // a circle
                    "member: " + groupDn((i + perLevel) % GROUPS)));
        }
        return entries.toString();
    }

    private static String groupDn(int number) {
        return "cn=g" + number + "," + Slapd.GROUPS;
    }

    @Test
    public void signsInOverPlainStartTlsAndLdaps() {
        for (Map<String, String> settings : List.of(plain(), startTls(slapd.port()), ldaps(slapd.tlsPort()))) {
            try (LdapConnector connector = open(settings)) {
                assertEquals("jane", signIn(connector, "jane").orElseThrow().userId());
                assertEquals(Optional.empty(), connector.signIn("jane", "wrong", ALL));
                assertEquals("jane", signIn(connector, "jane").orElseThrow().userId());
                for (String uid : HostileNames.NAMES) {
                    Identity person = signIn(connector, uid).orElseThrow(() -> new AssertionError(uid));
                    assertEquals(uid, person.userId());
                    assertEquals(person, connector.refresh(person, ALL));
                }
            }
        }
    }

    @Test
    public void trustsNoCertificateOfAnotherHost() {
        for (Map<String, String> settings : List.of(startTls(elsewhere.port()), ldaps(elsewhere.tlsPort()))) {
            assertUnavailable(settings);
            Map<String, String> skipping = new HashMap<>(settings);
            skipping.put("insecureSkipVerify", "true");
            Map<String, String> byName = new HashMap<>(settings);
            byName.computeIfPresent("host", (key, host) -> host.replace("127.0.0.1", "localhost"));
            for (Map<String, String> right : List.of(skipping, byName)) {
                try (LdapConnector connector = open(right)) {
                    assertTrue(signIn(connector, "jane").isPresent());
                }
            }
        }
    }

    @Test
    public void trustsNoStranger() {
        for (Map<String, String> settings : List.of(startTls(slapd.port()), ldaps(slapd.tlsPort()))) {
            settings.remove("rootCA");
            assertUnavailable(settings);
        }
    }

    @Test
    public void takesTheRootFromTheSettingsToo() throws IOException {
        Map<String, String> settings = ldaps(slapd.tlsPort());
        settings.put("rootCA", client.certificate().toString());
        assertUnavailable(settings);
        settings.put("rootCAData", Base64.getEncoder().encodeToString(Files.readAllBytes(authority.root())));
        try (LdapConnector connector = open(settings)) {
            assertTrue(signIn(connector, "jane").isPresent());
        }
    }

    @Test
    public void showsItsOwnCertificate() {
        Map<String, String> settings = ldaps(slapd.tlsPort());
        settings.put("clientCert", client.certificate().toString());
        assertThrows(InvalidSettingException.class, () -> open(settings));
        settings.put("clientKey", client.certificate().toString());
        assertThrows(InvalidSettingException.class, () -> open(settings));
        settings.put("clientKey", client.key().toString());
        try (LdapConnector connector = open(settings)) {
            assertTrue(signIn(connector, "jane").isPresent());
        }
    }

    @Test
    public void findsAThousandNestedGroupsOnSixLevelsWithinASecond() {
        Map<String, String> settings = plain();
        settings.putAll(Map.of(
                "groupSearch.baseDN", Slapd.GROUPS,
                "groupSearch.userAttr", "DN",
                "groupSearch.groupAttr", "member",
                "groupSearch.recursionGroupAttr", "member",
                "groupSearch.nameAttr", "cn"));
        try (LdapConnector connector = open(settings)) {
            long before = System.nanoTime();
            List<String> groups = signIn(connector, "jane").orElseThrow().groups();
            long first = (System.nanoTime() - before) / 1_000_000;
            assertEquals(GROUPS, groups.size());
            before = System.nanoTime();
            signIn(connector, "jane");
            long second = (System.nanoTime() - before) / 1_000_000;
            System.out.println("sign-in with " + GROUPS + " groups on " + LEVELS + " levels: first " + first
                    + " ms, with warm connections " + second + " ms");
            assertTrue("took " + second + " ms", second < 1000);
        }
    }

    @Test
    public void failsNobodyWhileOneOfTwoServersIsDead() {
        Map<String, String> settings = plain();
        settings.put("host", "127.0.0.1:1, 127.0.0.1:" + slapd.port());
        try (LdapConnector connector = open(settings)) {
            for (int i = 0; i < 50; i++) {
                assertTrue("attempt " + i, signIn(connector, "jane").isPresent());
            }
        }
    }

    @Test
    public void goesOnWhereAServerDiesAndComesBackWithoutARestart() {
        Map<String, String> both = plain();
        both.put("host", "127.0.0.1:" + elsewhere.port() + ", 127.0.0.1:" + slapd.port());
        Map<String, String> one = plain();
        one.put("host", "127.0.0.1:" + elsewhere.port());
        try (LdapConnector failingOver = open(both);
                LdapConnector alone = open(one)) {
            assertTrue(signIn(failingOver, "jane").isPresent());
            assertTrue(signIn(alone, "jane").isPresent());
            elsewhere.stop();
            for (int i = 0; i < 20; i++) {
                assertTrue("attempt " + i, signIn(failingOver, "jane").isPresent());
            }
            assertThrows(UpstreamUnavailableException.class, () -> signIn(alone, "jane"));
            elsewhere.start();
            await("recovery").atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> signIn(alone, "jane")
                    .isPresent());
        }
    }

    @Test
    public void seesThatTheServerHasLockedAnAccount() {
        try (LdapConnector connector = open(plain())) {
            Identity person = signIn(connector, "locked").orElseThrow();
            connector.refresh(person, ALL);
            for (int i = 0; i < 3; i++) {
                assertEquals(Optional.empty(), connector.signIn("locked", "wrong", ALL));
            }
            assertEquals(Optional.empty(), signIn(connector, "locked"));
            assertThrows(SignInRefusedException.class, () -> connector.refresh(person, ALL));
        }
    }

    @Test
    public void letsNobodyInWhoMustChangeThePasswordFirst() {
        try (LdapConnector connector = open(plain())) {
            assertTrue(signIn(connector, "reset").isPresent());
            slapd.modify("dn: uid=reset," + Slapd.PEOPLE + "\nchangetype: modify\nadd: pwdReset\npwdReset: TRUE\n");
            assertEquals(Optional.empty(), signIn(connector, "reset"));
        }
    }

    private static void assertUnavailable(Map<String, String> settings) {
        try (LdapConnector connector = open(settings)) {
            assertThrows(UpstreamUnavailableException.class, () -> signIn(connector, "jane"));
        }
    }

    private static Optional<Identity> signIn(LdapConnector connector, String username) {
        return connector.signIn(username, Slapd.PASSWORD, ALL);
    }

    private static LdapConnector open(Map<String, String> settings) {
        return new LdapConnector("test", LdapSettings.from(Settings.of(settings)), Clock.systemUTC());
    }

    private static Map<String, String> plain() {
        Map<String, String> settings = settings(slapd.port());
        settings.put("insecureNoSSL", "true");
        return settings;
    }

    private static Map<String, String> startTls(int port) {
        Map<String, String> settings = ldaps(port);
        settings.put("startTLS", "true");
        return settings;
    }

    private static Map<String, String> ldaps(int port) {
        Map<String, String> settings = settings(port);
        settings.put("rootCA", authority.root().toString());
        return settings;
    }

    private static Map<String, String> settings(int port) {
        return new HashMap<>(Map.of(
                "host",
                "127.0.0.1:" + port,
                "bindDN",
                Slapd.ACCOUNT,
                "bindPW",
                Slapd.ACCOUNT_PASSWORD,
                "userSearch.baseDN",
                Slapd.PEOPLE,
                "userSearch.username",
                "uid",
                "userSearch.nameAttr",
                "cn"));
    }
}
