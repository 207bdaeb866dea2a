package io.narthex.connector.oidc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public class OidcClaimsTest {

    private static final String JANE = "{'sub':'jane-1','name':'Jane Doe','preferred_username':'jane',"
            + "'email':'jane@example.com','email_verified':true,'groups':['staff','admins']}";

    @Test
    public void takesTheClaimsOfTheSpecification() {
        assertEquals(
                Identity.of("jane-1")
                        .withUsername("Jane Doe")
                        .withPreferredUsername("jane")
                        .withEmail("jane@example.com", true),
                identity(JANE));
    }

    @Test
    public void takesNothingButSubForGranted() {
        Identity identity = identity("{'sub':'x'}");
        assertEquals(Identity.of("x"), identity);
    }

    @Test
    public void believesThatAnAddressIsVerifiedOnlyWhenToldSo() {
        for (String verified : List.of("true", "'true'")) {
            assertTrue(identity("{'sub':'x','email':'a@b','email_verified':" + verified + "}")
                    .emailVerified());
        }
        for (String not : List.of("false", "'false'", "1", "null", "'yes'", "[true]", "{}", "'TRUE'")) {
            assertFalse(
                    not,
                    identity("{'sub':'x','email':'a@b','email_verified':" + not + "}")
                            .emailVerified());
        }
        assertTrue(identity("{'sub':'x','email':'a@b'}", "insecureSkipEmailVerified", "true")
                .emailVerified());
    }

    @Test
    public void takesOtherClaimsWhereTheUsualOnesAreMissing() {
        String[] mapping = {
            "claimMapping.preferred_username", "login",
            "claimMapping.email", "mail",
            "claimMapping.groups", "roles",
            "insecureEnableGroups", "true"
        };
        String both =
                "{'sub':'x','login':'l','mail':'m@b','roles':'r','preferred_username':'p','email':'e@b','groups':'g'}";
        Identity only = identity("{'sub':'x','login':'l','mail':'m@b','roles':'r'}", mapping);
        assertEquals(
                List.of("l", "m@b", "r"),
                List.of(only.preferredUsername(), only.email(), only.groups().get(0)));
        Identity usual = identity(both, mapping);
        assertEquals(
                List.of("p", "e@b", "g"),
                List.of(usual.preferredUsername(), usual.email(), usual.groups().get(0)));
        Identity override = identity(both, with(mapping, "overrideClaimMapping", "true"));
        assertEquals(
                List.of("l", "m@b", "r"),
                List.of(
                        override.preferredUsername(),
                        override.email(),
                        override.groups().get(0)));
    }

    @Test
    public void takesAnotherIdAndName() {
        assertEquals("jane@example.com", identity(JANE, "userIDKey", "email").userId());
        assertEquals("jane", identity(JANE, "userNameKey", "preferred_username").username());
        assertEquals("42", identity("{'sub':'x','uid':42}", "userIDKey", "uid").userId());
        for (String uid : List.of("''", "' '", "null", "1.5", "1e3", "true", "['a']", "'a\\u0000'")) {
            assertRefused("{'sub':'x','uid':" + uid + "}", "userIDKey", "uid");
        }
    }

    @Test
    public void readsGroupsInEachForm() {
        assertEquals(List.of(), identity(JANE).groups());
        assertEquals(List.of("staff", "admins"), groups("['staff','admins','staff']"));
        assertEquals(List.of("staff"), groups("'staff'"));
        assertEquals(List.of("staff"), groups("[{'name':'staff','id':7}]"));
        assertEquals(List.of(), groups("null"));
        assertEquals(List.of(), groups("['']"));
        for (String groups : List.of("7", "{}", "[7]", "[{'id':7}]", "[[]]", "[null]", "true")) {
            assertRefused("{'sub':'x','groups':" + groups + "}", "insecureEnableGroups", "true");
        }
    }

    @Test
    public void letsOnlyAllowedGroupsIn() {
        String[] rules = {"insecureEnableGroups", "true", "allowedGroups", "admins"};
        assertEquals(List.of("admins"), identity(JANE, rules).groups());
        assertRefused("{'sub':'x','groups':['staff']}", rules);
        assertRefused("{'sub':'x'}", rules);
    }

    @Test
    public void makesGroupsOfOtherClaims() {
        String[] rules = {
            "claimModifications.newGroupFromClaims.0.claims", "org, team",
            "claimModifications.newGroupFromClaims.0.delimiter", "::",
            "claimModifications.newGroupFromClaims.0.clearDelimiter", "true",
            "claimModifications.newGroupFromClaims.0.prefix", "corp"
        };
        assertEquals(
                List.of("corp::a::b"),
                identity("{'sub':'x','org':'a','team':'b'}", rules).groups());
        assertEquals(
                List.of("corp::a"),
                identity("{'sub':'x','org':'::a','team':7}", rules).groups());
        assertEquals(List.of(), identity("{'sub':'x'}", rules).groups());
    }

    @Test
    public void letsOnlyHostedDomainsIn() {
        String[] rules = {"hostedDomains", "a.example, b.example"};
        assertEquals("x", identity("{'sub':'x','hd':'b.example'}", rules).userId());
        assertRefused("{'sub':'x','hd':'c.example'}", rules);
        assertRefused("{'sub':'x'}", rules);
    }

    @Test
    public void mergesUserinfoOfTheSamePersonOverTheTokenButNotOverItsOwnClaims() {
        JsonObject merged = OidcClaims.merged(
                json("{'sub':'x','iss':'i','acr':'low','name':'old','email':'a@b'}"),
                json("{'sub':'x','iss':'evil','acr':'high','name':'new'}"));
        assertEquals(json("{'sub':'x','iss':'i','acr':'low','name':'new','email':'a@b'}"), merged);
        for (String other : List.of("{'sub':'y'}", "{}", "{'sub':1}", "{'sub':null}")) {
            assertThrows(SignInRefusedException.class, () -> OidcClaims.merged(json("{'sub':'x'}"), json(other)));
        }
        assertThrows(SignInRefusedException.class, () -> OidcClaims.merged(json("{}"), json("{}")));
    }

    @Test
    public void refusesRulesForGroupsThatWouldNotCount() {
        InvalidSettingException e =
                assertThrows(InvalidSettingException.class, () -> identity(JANE, "allowedGroups", "admins"));
        assertEquals("insecureEnableGroups", e.key());
    }

    private static List<String> groups(String claim) {
        return identity("{'sub':'x','groups':" + claim + "}", "insecureEnableGroups", "true")
                .groups();
    }

    private static void assertRefused(String claims, String... keysAndValues) {
        assertThrows(claims, SignInRefusedException.class, () -> identity(claims, keysAndValues));
    }

    private static Identity identity(String claims, String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new OidcClaims(ClaimRules.from(Settings.of(values))).identity(json(claims));
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private static JsonObject json(String text) {
        return JsonParser.parseString(text.replace('\'', '"')).getAsJsonObject();
    }
}
