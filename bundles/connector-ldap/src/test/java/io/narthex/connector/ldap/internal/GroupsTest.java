package io.narthex.connector.ldap.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.narthex.connector.Scopes;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.settings.Settings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class GroupsTest {

    private final List<Filter> searches = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean isActiveDirectory;
    private volatile int longestFilter = Integer.MAX_VALUE;
    private TestDirectory directory;
    private Map<String, String> settings;

    @Before
    public void start() throws LDAPException {
        directory = new TestDirectory(new Spy());
        settings = TestDirectory.settingsWithGroups(directory.port());
    }

    @After
    public void stop() {
        directory.close();
    }

    @Test
    public void findsGroupsByTheNamesOfTheirMembers() throws LDAPException {
        directory.group("admins", "member: " + TestDirectory.JANE);
        directory.group("others", "member: uid=john," + TestDirectory.PEOPLE);
        assertEquals(List.of("admins"), groups());
    }

    @Test
    public void findsGroupsByTheShortNamesOfTheirMembers() throws LDAPException {
        directory.group("posix", "memberUid: jane");
        settings.put("groupSearch.userAttr", "uid");
        settings.put("groupSearch.groupAttr", "memberUid");
        assertEquals(List.of("posix"), groups());
    }

    @Test
    public void findsGroupsThatThePersonLists() throws LDAPException {
        directory.group("one");
        directory.group("two, with a comma");
        directory.group("three");
        directory.person(
                "john",
                "John",
                "memberOf: " + TestDirectory.groupDn("one"),
                "memberOf: " + TestDirectory.groupDn("two, with a comma"));
        settings.put("groupSearch.userAttr", "memberOf");
        settings.put("groupSearch.groupAttr", "DN");
        assertEquals(Set.of("one", "two, with a comma"), new TreeSet<>(groups("john", true)));
    }

    @Test
    public void findsWhatAnyOfSeveralMatchersFindsAndSaysItOnce() throws LDAPException {
        directory.group("both", "member: " + TestDirectory.JANE, "memberUid: jane");
        directory.group("posix", "memberUid: jane");
        directory.add(
                "cn=both,ou=People,dc=example,dc=org", "objectClass: groupOfNames", "cn: both", "memberUid: jane");
        settings.remove("groupSearch.userAttr");
        settings.remove("groupSearch.groupAttr");
        settings.putAll(Map.of(
                "groupSearch.baseDN", TestDirectory.BASE,
                "groupSearch.userMatchers.0.userAttr", "DN",
                "groupSearch.userMatchers.0.groupAttr", "member",
                "groupSearch.userMatchers.1.userAttr", "uid",
                "groupSearch.userMatchers.1.groupAttr", "memberUid"));
        assertEquals(List.of("both", "posix"), groups());
    }

    @Test
    public void addsTheOperatorsFilter() throws LDAPException {
        directory.group("admins", "member: " + TestDirectory.JANE);
        directory.group("hidden", "member: " + TestDirectory.JANE, "description: hidden");
        settings.put("groupSearch.filter", "(!(description=hidden))");
        assertEquals(List.of("admins"), groups());
    }

    @Test
    public void asksForNoGroupsThatNobodyWants() throws LDAPException {
        directory.group("admins", "member: " + TestDirectory.JANE);
        assertEquals(List.of(), groups("jane", false));
        assertEquals("searches", 1, searches.size());
    }

    @Test
    public void leavesGroupsWithoutANameOut() throws LDAPException {
        directory.add(
                "ou=nameless," + TestDirectory.GROUPS, "objectClass: groupOfNames", "member: " + TestDirectory.JANE);
        directory.group("admins", "member: " + TestDirectory.JANE);
        assertEquals(List.of("admins"), groups());
    }

    @Test
    public void followsGroupsInGroupsLevelByLevelAndThroughCircles() throws LDAPException {
        nested();
        settings.put("groupSearch.recursionGroupAttr", "member");
        assertEquals(Set.of("a", "b, with \\ and \"", "c", "d"), new TreeSet<>(groups()));
        assertEquals("searches: the person, the kind of server, and four levels", 6, searches.size());
    }

    @Test
    public void followsNothingUnlessAskedTo() throws LDAPException {
        nested();
        assertEquals(List.of("a"), groups());
    }

    @Test
    public void letsActiveDirectoryFollowGroupsInGroups() throws LDAPException {
        isActiveDirectory = true;
        directory.group("a", "member: " + TestDirectory.JANE);
        settings.put("groupSearch.recursionGroupAttr", "member");
        groups();
        assertEquals(
                "(member:1.2.840.113556.1.4.1941:=" + TestDirectory.JANE + ")",
                searches.get(searches.size() - 1).toString());
        assertEquals("searches: the person, the kind of server, and one for all groups", 3, searches.size());
    }

    @Test
    public void asksActiveDirectoryForNamesAsItCallsThem() throws LDAPException {
        isActiveDirectory = true;
        directory.person("john", "John", "memberOf: " + TestDirectory.groupDn("one"));
        settings.put("groupSearch.userAttr", "memberOf");
        settings.put("groupSearch.groupAttr", "DN");
        groups("john", true);
        assertEquals(
                "(distinguishedName=" + TestDirectory.groupDn("one") + ")",
                searches.get(searches.size() - 1).toString());
    }

    @Test
    public void readsMorePagesThanOne() throws LDAPException {
        for (int i = 0; i < 1200; i++) {
            directory.group("g" + i, "member: " + TestDirectory.JANE);
        }
        assertEquals(1200, groups().size());
        assertEquals("searches: the person and three pages", 4, searches.size());
    }

    @Test
    public void asksInSmallerPiecesWhereTheServerIsLimited() throws LDAPException {
        String[] memberOf = new String[300];
        for (int i = 0; i < memberOf.length; i++) {
            directory.group("g" + i);
            memberOf[i] = "memberOf: " + TestDirectory.groupDn("g" + i);
        }
        directory.person("john", "John", memberOf);
        settings.put("groupSearch.userAttr", "memberOf");
        settings.put("groupSearch.groupAttr", "DN");
        longestFilter = 30;
        assertEquals(300, groups("john", true).size());
        longestFilter = 0;
        assertThrows(UpstreamUnavailableException.class, () -> groups("john", true));
    }

    @Test
    public void saysThatGroupsAreMissingRatherThanLeaveThemOut() {
        longestFilter = 0;
        UpstreamUnavailableException failure = assertThrows(UpstreamUnavailableException.class, this::groups);
        assertTrue(failure.getMessage(), String.valueOf(failure.getMessage()).contains("limit"));
    }

    private void nested() throws LDAPException {
        directory.group("a", "member: " + TestDirectory.JANE, "member: " + TestDirectory.groupDn("d"));
        String odd = "b, with \\ and \"";
        directory.group(odd, "member: " + TestDirectory.groupDn("a"), "member: " + TestDirectory.groupDn("c"));
        directory.group("c", "member: " + TestDirectory.groupDn(odd));
        directory.group("d", "member: " + TestDirectory.groupDn("c"), "member: " + TestDirectory.groupDn("a"));
    }

    private List<String> groups() {
        return groups("jane", true);
    }

    private List<String> groups(String username, boolean wanted) {
        searches.clear();
        try (LdapConnector connector =
                new LdapConnector("test", LdapSettings.from(Settings.of(settings)), Clock.systemUTC())) {
            return connector
                    .signIn(username, TestDirectory.PASSWORD, new Scopes(false, wanted))
                    .orElseThrow()
                    .groups();
        }
    }

    /** Notes searches, and plays a server of another kind. */
    private final class Spy extends InMemoryOperationInterceptor {

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest intercepted) throws LDAPException {
            SearchRequest request = intercepted.getRequest().duplicate();
            if (request.getAttributeList().equals(List.of("1.1"))) {
                return; // a look whether the connection is alive
            }
            Filter filter = request.getFilter();
            searches.add(filter);
            if (filter.getMatchingRuleID() != null) {
                request.setFilter(Filter.createEqualityFilter(filter.getAttributeName(), filter.getAssertionValue()));
                intercepted.setRequest(request);
            }
            boolean isForGroups = request.getBaseDN().startsWith("ou=Groups");
            int length = filter.getComponents().length;
            if (isForGroups && (length > longestFilter || longestFilter == 0)) {
                throw new LDAPException(ResultCode.SIZE_LIMIT_EXCEEDED, "too much");
            }
        }

        @Override
        public void processSearchEntry(InMemoryInterceptedSearchEntry answer) {
            if (isActiveDirectory && answer.getSearchEntry().getDN().isEmpty()) {
                Entry root = answer.getSearchEntry().duplicate();
                root.setAttribute("supportedCapabilities", "1.2.840.113556.1.4.800");
                answer.setSearchEntry(new SearchResultEntry(root));
            }
        }
    }
}
