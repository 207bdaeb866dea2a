package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory in memory: Jane and others below {@code ou=People}, groups below {@code ou=Groups}, a service account. */
final class TestDirectory implements AutoCloseable {

    static final String BASE = "dc=example,dc=org";
    static final String PEOPLE = "ou=People," + BASE;
    static final String GROUPS = "ou=Groups," + BASE;
    static final String ACCOUNT = "cn=narthex," + BASE;
    static final String ACCOUNT_PASSWORD = "service-secret";
    static final String JANE = "uid=jane," + PEOPLE;
    static final String PASSWORD = "Pa55word, kept";

    private final InMemoryDirectoryServer server;

    TestDirectory(InMemoryOperationInterceptor... interceptors) throws LDAPException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig(BASE);
        config.setSchema(null);
        config.addAdditionalBindCredentials(ACCOUNT, ACCOUNT_PASSWORD);
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("plain", InetAddress.getLoopbackAddress(), 0, null));
        for (InMemoryOperationInterceptor interceptor : interceptors) {
            config.addInMemoryOperationInterceptor(interceptor);
        }
        server = new InMemoryDirectoryServer(config);
        server.add(BASE, attribute("objectClass", "domain"));
        server.add(PEOPLE, attribute("objectClass", "organizationalUnit"));
        server.add(GROUPS, attribute("objectClass", "organizationalUnit"));
        person("jane", "Jane Doe");
        server.startListening();
    }

    void person(String uid, String name, String... lines) throws LDAPException {
        add(
                "uid=" + uid + "," + PEOPLE,
                concat(
                        lines,
                        "objectClass: inetOrgPerson",
                        "uid: " + uid,
                        "cn: " + name,
                        "mail: " + uid + "@example.org",
                        "userPassword: " + PASSWORD));
    }

    void group(String name, String... lines) throws LDAPException {
        add(groupDn(name), concat(lines, "objectClass: groupOfNames", "cn: " + name));
    }

    static String groupDn(String name) {
        return new RDN("cn", name) + "," + GROUPS;
    }

    void add(String dn, String... lines) throws LDAPException {
        server.add(new Entry(dn, attributes(lines)));
    }

    void modify(String... ldif) throws LDAPException {
        try {
            server.modify(ldif);
        } catch (LDIFException e) {
            throw new AssertionError(e);
        }
    }

    InMemoryDirectoryServer server() {
        return server;
    }

    int port() {
        return server.getListenPort();
    }

    /** Settings that find people here by {@code uid}. */
    static Map<String, String> settings(int port) {
        return new HashMap<>(Map.of(
                "host",
                "127.0.0.1:" + port,
                "insecureNoSSL",
                "true",
                "bindDN",
                ACCOUNT,
                "bindPW",
                ACCOUNT_PASSWORD,
                "userSearch.baseDN",
                PEOPLE,
                "userSearch.username",
                "uid",
                "userSearch.nameAttr",
                "cn"));
    }

    /** The same, and groups by their members. */
    static Map<String, String> settingsWithGroups(int port) {
        Map<String, String> settings = settings(port);
        settings.put("groupSearch.baseDN", GROUPS);
        settings.put("groupSearch.userAttr", "DN");
        settings.put("groupSearch.groupAttr", "member");
        settings.put("groupSearch.nameAttr", "cn");
        return settings;
    }

    @Override
    public void close() {
        server.shutDown(true);
    }

    private static Attribute attribute(String name, String value) {
        return new Attribute(name, value);
    }

    private static Attribute[] attributes(String... lines) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            values.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 2));
        }
        return values.entrySet().stream()
                .map(entry -> new Attribute(entry.getKey(), entry.getValue()))
                .toArray(Attribute[]::new);
    }

    private static String[] concat(String[] more, String... lines) {
        return Stream.concat(Stream.of(lines), Stream.of(more)).toArray(String[]::new);
    }
}
