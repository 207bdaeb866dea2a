package io.narthex.connector.ldap.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSimpleBindRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.settings.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class LdapConnectorTest {

    private static final Scopes REFRESHED = new Scopes(true, false);
    private static final Scopes ONCE = new Scopes(false, false);
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);

    private final AtomicInteger binds = new AtomicInteger();
    private volatile Optional<LDAPException> bindAnswer = Optional.empty();
    private TestDirectory directory;
    private Map<String, String> settings;

    @Before
    public void start() throws LDAPException {
        directory = new TestDirectory(new BindCounter());
        settings = TestDirectory.settings(directory.port());
    }

    @After
    public void stop() {
        directory.close();
    }

    // Claims

    @Test
    public void takesIdAndMailFromTheUsualAttributes() {
        assertEquals(
                Identity.of("jane").withUsername("Jane Doe").withEmail("jane@example.org", true),
                signIn("jane").orElseThrow());
    }

    @Test
    public void takesClaimsFromTheAttributesInTheSettings() throws LDAPException {
        directory.person(
                "john", "John", "employeeNumber: 4711", "displayName: Johnny", "sn: Doe", "x-mail: j@example.com");
        settings.putAll(Map.of(
                "userSearch.idAttr", "EmployeeNumber",
                "userSearch.nameAttr", "displayName",
                "userSearch.preferredUsernameAttr", "SN",
                "userSearch.emailAttr", "x-mail",
                "userSearch.emailVerified", "false"));
        assertEquals(
                Identity.of("4711")
                        .withUsername("Johnny")
                        .withPreferredUsername("Doe")
                        .withEmail("j@example.com", false),
                signIn("john").orElseThrow());
    }

    @Test
    public void takesTheNameOfTheEntryWhereTheSettingsSayDn() {
        settings.put("userSearch.idAttr", "dn");
        assertEquals(TestDirectory.JANE, signIn("jane").orElseThrow().userId());
    }

    @Test
    public void makesTheMailAddressFromNameAndSuffix() {
        settings.put("userSearch.nameAttr", "uid");
        settings.put("userSearch.emailSuffix", "test.example.com");
        assertEquals("jane@test.example.com", signIn("jane").orElseThrow().email());
    }

    @Test
    public void makesTheMailAddressFromWhatIsTypedWhereThereIsNoNameToShow() {
        settings.remove("userSearch.nameAttr");
        settings.put("userSearch.emailSuffix", "@test.example.com");
        assertEquals("jane@test.example.com", signIn("JANE").orElseThrow().email());
    }

    @Test
    public void refusesWhoLacksAnAttributeAndNamesIt() throws LDAPException {
        directory.person("john", "John");
        settings.put("userSearch.idAttr", "employeeNumber");
        settings.put("userSearch.preferredUsernameAttr", "displayName");
        SignInRefusedException refusal = assertThrows(SignInRefusedException.class, () -> signIn("john"));
        assertEquals(
                "user 'uid=john,ou=People,dc=example,dc=org': no value of employeeNumber, displayName",
                refusal.getMessage());
    }

    // Finding

    @Test
    public void findsByAnyOfSeveralAttributes() {
        settings.put("userSearch.username", "uid, mail");
        assertEquals("jane", signIn("jane").orElseThrow().userId());
        assertEquals("jane", signIn("jane@example.org").orElseThrow().userId());
        settings.put("userSearch.username.0", "mail");
        settings.remove("userSearch.username");
        assertEquals("jane", signIn("jane@example.org").orElseThrow().userId());
        assertEquals(Optional.empty(), signIn("jane"));
    }

    @Test
    public void addsTheOperatorsFilterToItsOwn() {
        settings.put("userSearch.filter", "(|(cn=Jane Doe)(cn=Somebody))");
        assertEquals("jane", signIn("jane").orElseThrow().userId());
        settings.put("userSearch.filter", "(cn=Somebody)");
        assertEquals(Optional.empty(), signIn("jane"));
    }

    @Test
    public void searchesOneLevelOnlyIfAskedTo() {
        settings.put("userSearch.baseDN", TestDirectory.BASE);
        assertEquals("jane", signIn("jane").orElseThrow().userId());
        settings.put("userSearch.scope", "one");
        assertEquals(Optional.empty(), signIn("jane"));
    }

    @Test
    public void refusesANameThatMoreThanOneHas() throws LDAPException {
        directory.person("john", "John", "employeeType: staff");
        directory.modify("dn: " + TestDirectory.JANE, "changetype: modify", "add: employeeType", "employeeType: staff");
        settings.put("userSearch.username", "employeeType");
        assertThrows(SignInRefusedException.class, () -> signIn("staff"));
        directory.person("third", "Third", "employeeType: staff");
        assertThrows(SignInRefusedException.class, () -> signIn("staff"));
    }

    @Test
    public void findsNobodyWhereTheBaseIsNotThere() {
        settings.put("userSearch.baseDN", "ou=Elsewhere," + TestDirectory.BASE);
        assertEquals(Optional.empty(), signIn("jane"));
    }

    @Test
    public void signsPeopleInWhoseNamesNeedEscaping() throws LDAPException {
        for (String uid : HostileNames.NAMES) {
            RDN rdn = new RDN("uid", uid);
            directory
                    .server()
                    .add(
                            new DN(rdn, new DN(TestDirectory.PEOPLE)).toString(),
                            new com.unboundid.ldap.sdk.Attribute("objectClass", "inetOrgPerson"),
                            new com.unboundid.ldap.sdk.Attribute("uid", uid),
                            new com.unboundid.ldap.sdk.Attribute("cn", "Name of " + uid),
                            new com.unboundid.ldap.sdk.Attribute("mail", "x@example.org"),
                            new com.unboundid.ldap.sdk.Attribute("userPassword", TestDirectory.PASSWORD));
        }
        try (LdapConnector connector = open()) {
            for (String uid : HostileNames.NAMES) {
                Identity person = connector
                        .signIn(uid, TestDirectory.PASSWORD, REFRESHED)
                        .orElseThrow(() -> new AssertionError(uid));
                assertEquals(uid, person.userId());
                assertEquals(person, connector.refresh(person, REFRESHED));
            }
        }
    }

    // Passwords

    @Test
    public void sendsNoEmptyPasswordToTheServer() {
        try (LdapConnector connector = open()) {
            for (String password :
                    List.of("", " ", "\t", "\u00a0\u2003", "\u0000", TestDirectory.PASSWORD + "\u0000")) {
                assertEquals(Optional.empty(), connector.signIn("jane", password, ONCE));
            }
        }
        assertEquals("binds", 0, binds.get());
    }

    @Test
    public void letsTheServerCheckThePasswordOfUnknownPeopleToo() {
        try (LdapConnector connector = open()) {
            connector.signIn("jane", "wrong", ONCE);
            int known = binds.getAndSet(0);
            connector.signIn("nobody", "wrong", ONCE);
            assertEquals("binds: the service account's at first, then one each", known, binds.get() + 1);
        }
    }

    @Test
    public void saysTheSameWhateverActiveDirectorySays() {
        try (LdapConnector connector = open()) {
            connector.signIn("jane", TestDirectory.PASSWORD, ONCE);
            for (String code : List.of("525", "52e", "530", "531", "532", "533", "701", "773", "775", "999")) {
                bindAnswer = Optional.of(new LDAPException(
                        ResultCode.INVALID_CREDENTIALS,
                        "80090308: LdapErr: DSID-0C09044E, comment: AcceptSecurityContext error, data " + code
                                + ", v2580"));
                assertEquals(Optional.empty(), connector.signIn("jane", TestDirectory.PASSWORD, ONCE));
            }
        }
    }

    @Test
    public void takesTheRefusalsOfOtherServersForWrongPasswords() {
        try (LdapConnector connector = open()) {
            connector.signIn("jane", TestDirectory.PASSWORD, ONCE);
            for (ResultCode code : List.of(
                    ResultCode.CONSTRAINT_VIOLATION,
                    ResultCode.UNWILLING_TO_PERFORM,
                    ResultCode.INAPPROPRIATE_AUTHENTICATION,
                    ResultCode.NO_SUCH_OBJECT)) {
                bindAnswer = Optional.of(new LDAPException(code, "no"));
                assertEquals(Optional.empty(), connector.signIn("jane", TestDirectory.PASSWORD, ONCE));
            }
        }
    }

    // Refreshing

    @Test
    public void refreshesWhoIsStillThere() throws LDAPException {
        try (LdapConnector connector = open()) {
            Identity person =
                    connector.signIn("jane", TestDirectory.PASSWORD, REFRESHED).orElseThrow();
            directory.modify("dn: " + TestDirectory.JANE, "changetype: modify", "replace: cn", "cn: Jane Roe");
            assertEquals("Jane Roe", connector.refresh(person, REFRESHED).username());
        }
    }

    @Test
    public void refusesToRefreshWhoIsGoneOrMovedOrSomebodyElse() throws LDAPException {
        refusesToRefreshAfter("gone or moved", () -> directory.server().delete(TestDirectory.JANE));
        refusesToRefreshAfter(
                "gone or moved",
                () -> directory.server().modifyDN(TestDirectory.JANE, "uid=jane", true, TestDirectory.GROUPS));
        directory.server().delete("uid=jane," + TestDirectory.GROUPS);
        settings.put("userSearch.idAttr", "employeeNumber");
        refusesToRefreshAfter("somebody else", () -> employeeNumber("9"));
        settings.put("userSearch.filter", "(employeeNumber=4711)");
        refusesToRefreshAfter("gone or moved", () -> employeeNumber("9"));
    }

    private void employeeNumber(String number) throws LDAPException {
        directory.modify(
                "dn: " + TestDirectory.JANE,
                "changetype: modify",
                "replace: employeeNumber",
                "employeeNumber: " + number);
    }

    @Test
    public void refusesToRefreshWhoIsLocked() throws LDAPException {
        for (String state : List.of(
                "userAccountControl: 514",
                "msDS-User-Account-Control-Computed: 16",
                "accountExpires: 131592384000000000",
                "nsAccountLock: TRUE",
                "pwdAccountLockedTime: 000001010000Z",
                "krbPrincipalExpiration: 20260101000000Z",
                "loginDisabled: TRUE",
                "ds-pwp-account-disabled: true")) {
            String attribute = state.substring(0, state.indexOf(':'));
            refusesToRefreshAfter(
                    "the account",
                    () -> directory.modify(
                            "dn: " + TestDirectory.JANE, "changetype: modify", "add: " + attribute, state));
        }
    }

    @Test
    public void refreshesWhoIsNotLockedAlthoughItCouldBeSaid() throws LDAPException {
        directory.person(
                "john",
                "John",
                "userAccountControl: 512",
                "msDS-User-Account-Control-Computed: 0",
                "accountExpires: 9223372036854775807",
                "nsAccountLock: FALSE",
                "krbPrincipalExpiration: 20990101000000Z");
        try (LdapConnector connector = open()) {
            Identity person =
                    connector.signIn("john", TestDirectory.PASSWORD, REFRESHED).orElseThrow();
            assertEquals("john", connector.refresh(person, REFRESHED).userId());
        }
    }

    private interface Change {
        void make() throws LDAPException;
    }

    private void refusesToRefreshAfter(String why, Change change) throws LDAPException {
        directory.server().deleteSubtree(TestDirectory.JANE);
        directory.person("jane", "Jane Doe", "employeeNumber: 4711");
        try (LdapConnector connector = open()) {
            Identity person =
                    connector.signIn("jane", TestDirectory.PASSWORD, REFRESHED).orElseThrow();
            connector.refresh(person, REFRESHED);
            change.make();
            SignInRefusedException refusal =
                    assertThrows(SignInRefusedException.class, () -> connector.refresh(person, REFRESHED));
            assertTrue(
                    refusal.getMessage(), String.valueOf(refusal.getMessage()).contains(why));
        }
    }

    @Test
    public void remembersTheEntryOnlyIfItWillBeRefreshed() {
        try (LdapConnector connector = open()) {
            assertTrue(connector
                    .signIn("jane", TestDirectory.PASSWORD, ONCE)
                    .orElseThrow()
                    .connectorData()
                    .isEmpty());
        }
    }

    @Test
    public void asksForTheNameInTheOperatorsWords() {
        settings.put("usernamePrompt", "Staff number");
        try (LdapConnector connector = open()) {
            assertEquals(Optional.of("Staff number"), connector.usernamePrompt());
        }
    }

    private Optional<Identity> signIn(String username) {
        try (LdapConnector connector = open()) {
            return connector.signIn(username, TestDirectory.PASSWORD, ONCE);
        }
    }

    private LdapConnector open() {
        Settings read = Settings.of(settings);
        LdapConnector connector = new LdapConnector("test", LdapSettings.from(read), NOON);
        read.rejectUnknown();
        return connector;
    }

    private final class BindCounter extends InMemoryOperationInterceptor {
        @Override
        public void processSimpleBindRequest(InMemoryInterceptedSimpleBindRequest request) throws LDAPException {
            binds.incrementAndGet();
            if (bindAnswer.isPresent()) {
                throw bindAnswer.get();
            }
        }
    }
}
