package io.narthex.itests.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import io.narthex.connector.ldap.testing.Kdc;
import io.narthex.connector.ldap.testing.Slapd;
import io.narthex.connector.ldap.testing.TestAuthority;
import io.narthex.itests.Chromium;
import io.narthex.itests.ClaimsTable;
import io.narthex.itests.Client;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import io.narthex.itests.Shell;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The whole way with people in OpenLDAP: feature, form, tokens, refresh, other settings, faults, tickets, feature gone. */
public class LdapTest {

    @ClassRule
    public static final TemporaryFolder folder = new TemporaryFolder();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FILE = "narthex.connector-company.cfg";
    private static final String SCOPES = "openid profile email groups federated:id offline_access";

    private static final String USER = "m\u00fcller, j+\"x\"";
    private static final String NAME = "cn=m\\C3\\BCller\\2C j\\2B\\22x\\22";

    private static Distribution narthex;
    private static RelyingParty app;
    private static Shell shell;
    private static Slapd slapd;

    @BeforeClass
    public static void start() throws IOException {
        Slapd.assumeInstalled();
        TestAuthority authority = new TestAuthority(folder.newFolder().toPath());
        slapd = Slapd.create(
                        folder.newFolder().toPath(), authority, authority.issue("server", "ip:127.0.0.1"), entries())
                .start();
        narthex = Distribution.plain("ldap");
        narthex.set("narthex.provider.cfg", "oauth2.skipApprovalScreen", "true");
        narthex.write(
                "narthex.client-example-app.cfg",
                "secret = " + RelyingParty.SECRET + "\nredirectURIs = " + RelyingParty.CALLBACK + "\n");
        narthex.start();
        app = new RelyingParty(narthex.issuer());
        shell = narthex.shell();
        assertFalse(shell.run("feature:install narthex-connector-ldap").contains("Error"));
        narthex.write(FILE, definition(authority));
        awaitForm(true);
    }

    @AfterClass
    public static void stop() {
        if (narthex != null) {
            shell.close();
            narthex.close();
        }
        if (slapd != null) {
            slapd.close();
        }
    }

    private static String entries() {
        String name = Base64.getEncoder().encodeToString(USER.getBytes(UTF_8));
        return Slapd.person(
                        NAME,
                        "cn:: " + name,
                        "uid:: " + name,
                        "uid: jane",
                        "displayName: Jane Mueller",
                        "employeeType: jane",
                        "mail: jane@example.org")
                + Slapd.entry(
                        "cn=staff," + Slapd.GROUPS,
                        "objectClass: groupOfNames",
                        "cn: staff",
                        "member: " + NAME + "," + Slapd.PEOPLE);
    }

    private static String definition(TestAuthority authority) {
        return String.join(
                "\n",
                "type = ldap",
                "name = Company",
                "host = 127.0.0.1:" + slapd.tlsPort(),
                "rootCA = " + authority.root(),
                "bindDN = " + Slapd.ACCOUNT,
                "bindPW = " + Slapd.ACCOUNT_PASSWORD,
                "timeout = 2s",
                "userSearch.baseDN = " + Slapd.PEOPLE,
                "userSearch.username = uid",
                "userSearch.idAttr = mail",
                "userSearch.nameAttr = displayName",
                "userSearch.preferredUsernameAttr = employeeType",
                "groupSearch.baseDN = " + Slapd.GROUPS,
                "groupSearch.userAttr = DN",
                "groupSearch.groupAttr = member",
                "groupSearch.nameAttr = cn",
                "");
    }

    @Test
    public void signsInRefreshesAndFollowsWhatChanges() throws Exception {
        Client browser = new Client();
        Page wrong = browser.submit(form(browser), Map.of("login", USER, "password", "wrong"));
        assertEquals(401, wrong.status());
        Page end = browser.submit(wrong, Map.of("login", USER, "password", Slapd.PASSWORD));
        JsonObject tokens = RelyingParty.tokens(app.redeem(app.code(end)));
        JsonObject claims = app.claims(tokens);
        ClaimsTable.assertTells("ldap", claims);
        assertEquals("Jane Mueller", claims.get("name").getAsString());
        assertEquals("jane@example.org", claims.get("email").getAsString());
        assertEquals("true", claims.get("email_verified").toString());
        assertEquals("[\"staff\"]", claims.get("groups").toString());

        String[] token = {tokens.get("refresh_token").getAsString()};
        assertEquals(claims.get("sub"), refresh(token).get("sub"));

        narthex.set(FILE, "userSearch.nameAttr", "sn");
        await("the other name")
                .atMost(PATIENCE)
                .until(() -> refresh(token).get("name").getAsString().equals("Doe"));

        slapd.stop();
        assertEquals(503, app.refresh(token[0]).status());
        Client another = new Client();
        Page down = another.submit(form(another), Map.of("login", USER, "password", Slapd.PASSWORD));
        assertEquals(503, down.status());
        assertTrue(down.text(), hasForm(down));
        slapd.start();
        assertEquals("Doe", refresh(token).get("name").getAsString());

        slapd.modify("dn: " + NAME + "," + Slapd.PEOPLE + "\nchangetype: moddn\nnewrdn: cn=moved\ndeleteoldrdn: 0\n");
        assertEquals(400, app.refresh(token[0]).status());
        slapd.modify("dn: cn=moved," + Slapd.PEOPLE + "\nchangetype: moddn\nnewrdn: " + NAME + "\ndeleteoldrdn: 1\n");
        assertEquals("the refresh token has ended", 400, app.refresh(token[0]).status());

        shell.run("feature:uninstall narthex-connector-ldap");
        awaitForm(false);
        shell.run("feature:install narthex-connector-ldap");
        awaitForm(true);
        assertFalse(narthex.output().contains(Slapd.ACCOUNT_PASSWORD));
        assertFalse(narthex.output().contains(Slapd.PASSWORD));
    }

    @Test
    public void signsInByTicketAndFallsBackToTheForm() throws Exception {
        Kdc.assumeInstalled();
        Path own = folder.newFolder().toPath();
        try (Kdc kdc = new Kdc(own, List.of("jane"))) {
            narthex.set(FILE, "kerberos.enabled", "true");
            narthex.set(FILE, "kerberos.keytabPath", kdc.keytab().toString());
            narthex.set(FILE, "kerberos.fallbackToPassword", "true");
            narthex.set(FILE, "kerberos.expectedRealm", Kdc.REALM);
            await("the question for a ticket").atMost(PATIENCE).until(() -> form(new Client())
                    .headers()
                    .firstValue("WWW-Authenticate")
                    .isPresent());
            Page question = form(new Client());
            assertEquals(401, question.status());
            assertTrue(question.text(), hasForm(question));
            kdc.kinit("jane");
            assertTrue(curl(kdc), curl(kdc).startsWith("303 " + RelyingParty.CALLBACK + "?code="));

            narthex.set(FILE, "kerberos.expectedRealm", "OTHER.EXAMPLE.ORG");
            await("the form in place of the answer").atMost(PATIENCE).until(() -> curl(kdc)
                    .equals("200 "));
            Client browser = new Client();
            Page end = browser.submit(form(browser), Map.of("login", USER, "password", Slapd.PASSWORD));
            assertFalse(app.code(end).isEmpty());
        } finally {
            narthex.set(FILE, "kerberos.enabled", "false");
        }
    }

    @Test
    public void signsInWithARealBrowser() throws Exception {
        try (Chromium browser = Chromium.open()) {
            await("the form").atMost(PATIENCE).until(() -> form(new Client()).status() == 200);
            browser.go(app.authorization(SCOPES, "connector_id", "company"));
            browser.type("input[name=login]", USER);
            browser.type("input[name=password]", Slapd.PASSWORD);
            browser.click("form button[type=submit]");
            browser.waitForAddress("code=");
            JsonObject claims = app.claims(RelyingParty.tokens(app.redeem(app.code(URI.create(browser.address())))));
            assertEquals("[\"staff\"]", claims.get("groups").toString());
        }
    }

    /** What the connector answers to curl and its ticket: status, and where it leads. */
    private static String curl(Kdc kdc) {
        String cookies = folder.getRoot().toPath().resolve("cookies.txt").toString();
        String address = app.authorization("openid", "connector_id", "company").toString();
        String next = kdc.curl("-c", cookies, "-o", "/dev/null", "-w", "%{redirect_url}", address);
        return kdc.curl("-b", cookies, "-o", "/dev/null", "-w", "%{http_code} %{redirect_url}", next);
    }

    private static JsonObject refresh(String[] token) throws Exception {
        JsonObject tokens = RelyingParty.tokens(app.refresh(token[0]));
        token[0] = tokens.get("refresh_token").getAsString();
        return app.claims(tokens);
    }

    private static void awaitForm(boolean isThere) {
        await("the form of the connector").atMost(PATIENCE).until(() -> hasForm(form(new Client())) == isThere);
    }

    private static Page form(Client browser) {
        return browser.follow(browser.get(app.authorization(SCOPES, "connector_id", "company")));
    }

    private static boolean hasForm(Page page) {
        return page.text().contains("name=\"password\"");
    }
}
