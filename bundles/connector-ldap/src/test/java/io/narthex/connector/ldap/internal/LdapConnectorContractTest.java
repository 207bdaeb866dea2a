package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchEntry;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchResult;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchResultEntry;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.Fault;
import io.narthex.connector.tck.PasswordConnectorContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.After;
import org.junit.Before;

public class LdapConnectorContractTest extends PasswordConnectorContract {

    private enum Entries {
        TRUE,
        OF_NOBODY,
        OF_ELSEWHERE,
        WITHOUT_A_NAME,
        TOO_LONG,
        TOO_MANY
    }

    private volatile Entries entries = Entries.TRUE;
    private TestDirectory directory;
    private Wire wire;

    @Before
    public void startTheDirectory() throws LDAPException {
        directory = new TestDirectory(new Liar());
        wire = new Wire(directory.port());
    }

    @After
    public void stopTheDirectory() {
        wire.close();
        directory.close();
    }

    @Override
    protected ConnectorFactory factory() {
        return new LdapConnectorFactory();
    }

    @Override
    protected Map<String, String> settings() {
        Map<String, String> settings = TestDirectory.settingsWithGroups(wire.port());
        settings.put("connectTimeout", "500ms");
        settings.put("timeout", "500ms");
        return settings;
    }

    @Override
    protected Set<String> requiredKeys() {
        return Set.of(
                "host",
                "bindDN",
                "bindPW",
                "userSearch.baseDN",
                "userSearch.username",
                "groupSearch.userAttr",
                "groupSearch.groupAttr",
                "groupSearch.nameAttr");
    }

    @Override
    protected Map<String, List<String>> wrongSettings() {
        return Map.ofEntries(
                Map.entry("host", List.of("ldap://127.0.0.1", "a b", "127.0.0.1:0", "127.0.0.1:65536", "a,,b", "[::1")),
                Map.entry("insecureNoSSL", List.of("yes")),
                Map.entry("startTLS", List.of("true", "yes")),
                Map.entry("insecureSkipVerify", List.of("yes")),
                Map.entry("rootCA", List.of("/no/such/file", "/etc/hostname", "\u0000")),
                Map.entry("rootCAData", List.of("%", "bm9uZQ==")),
                Map.entry("connectTimeout", List.of("soon", "0s", "1h")),
                Map.entry("timeout", List.of("soon", "0s", "1h")),
                Map.entry("connections", List.of("0", "201", "many")),
                Map.entry("userSearch.baseDN", List.of("People", "ou=a,,ou=b")),
                Map.entry("userSearch.filter", List.of("(", "(uid=*", "uid")),
                Map.entry("userSearch.scope", List.of("base", "subtree")),
                Map.entry("userSearch.username", List.of("u d", "uid)(x", "uid,,mail", "DN")),
                Map.entry("userSearch.idAttr", List.of("*", "u_id")),
                Map.entry("userSearch.emailSuffix", List.of("@", "a@b", "a b")),
                Map.entry("userSearch.emailVerified", List.of("maybe")),
                Map.entry("groupSearch.baseDN", List.of("Groups")),
                Map.entry("groupSearch.filter", List.of("(")),
                Map.entry("groupSearch.scope", List.of("base")),
                Map.entry("groupSearch.groupAttr", List.of("(member")),
                Map.entry("groupSearch.recursionGroupAttr", List.of("DN", "(member")));
    }

    @Override
    protected Set<String> secretKeys() {
        return Set.of("bindPW");
    }

    @Override
    protected String username() {
        return "jane";
    }

    @Override
    protected String password() {
        return TestDirectory.PASSWORD;
    }

    @Override
    protected String userId() {
        return "jane";
    }

    @Override
    protected int upstreamRequests() {
        return wire.connections();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                Fault.unavailable("down", wire::cut),
                Fault.unavailable("no answer", () -> wire.answer(Wire.Answers.NONE)),
                Fault.unavailable("an answer that drips", () -> wire.answer(Wire.Answers.DRIPPING)),
                Fault.unavailable("not LDAP at all", () -> wire.answer(Wire.Answers.GARBAGE)),
                Fault.unavailable("a message of two thousand million bytes", () -> wire.answer(Wire.Answers.HUGE)),
                Fault.unavailable(
                        "an entry of nobody, whose password is always right", () -> entries = Entries.OF_NOBODY),
                Fault.unavailable("an entry from elsewhere", () -> entries = Entries.OF_ELSEWHERE),
                Fault.unavailable("an entry whose name is none", () -> entries = Entries.WITHOUT_A_NAME),
                Fault.unavailable("an entry of ten million bytes", () -> entries = Entries.TOO_LONG),
                Fault.unavailable("a thousand entries where two were asked for", () -> entries = Entries.TOO_MANY));
    }

    @Override
    protected void repairUpstream() {
        entries = Entries.TRUE;
        wire.mend();
    }

    /** Answers what was not asked. */
    private final class Liar extends InMemoryOperationInterceptor {

        @Override
        public void processSearchEntry(InMemoryInterceptedSearchEntry answer) {
            Entry entry = answer.getSearchEntry().duplicate();
            switch (entries) {
                case OF_NOBODY -> entry.setDN("");
                case OF_ELSEWHERE -> entry.setDN(TestDirectory.ACCOUNT);
                case WITHOUT_A_NAME -> entry.setDN("jane");
                case TOO_LONG -> entry.setAttribute("cn", "x".repeat(10_000_000));
                case TRUE, TOO_MANY -> {
                    return;
                }
            }
            answer.setSearchEntry(new SearchResultEntry(entry));
        }

        @Override
        public void processSearchResult(InMemoryInterceptedSearchResult result) {
            if (entries == Entries.TOO_MANY) {
                try {
                    for (int i = 0; i < 1000; i++) {
                        result.sendSearchEntry(new Entry("uid=u" + i + "," + TestDirectory.PEOPLE));
                    }
                } catch (LDAPException e) {
                    // hung up, as it should
                }
            }
        }
    }
}
