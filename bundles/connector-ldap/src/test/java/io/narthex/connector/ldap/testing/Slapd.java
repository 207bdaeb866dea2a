package io.narthex.connector.ldap.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * OpenLDAP of Debian's {@code slapd}, with one database, a service account that may read everything, and a password policy
 * that locks after three wrong passwords.
 */
public final class Slapd implements AutoCloseable {

    /** The suffix of its database. */
    public static final String BASE = "dc=example,dc=org";

    /** Where people belong. */
    public static final String PEOPLE = "ou=People," + BASE;

    /** Where groups belong. */
    public static final String GROUPS = "ou=Groups," + BASE;

    /** The name of the service account. */
    public static final String ACCOUNT = "cn=narthex," + BASE;

    /** The password of the service account. */
    public static final String ACCOUNT_PASSWORD = "service-secret";

    /** The password of everybody in {@link #person}. */
    public static final String PASSWORD = "Pa55word, kept";

    private static final String PROGRAM = "/usr/sbin/slapd";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final int port;
    private final int tlsPort;
    private Optional<Process> process = Optional.empty();

    private Slapd(Path folder) {
        this.folder = folder;
        this.port = Programs.freePort();
        this.tlsPort = Programs.freePort();
    }

    /** Skips the test where the program is not installed. */
    public static void assumeInstalled() {
        Programs.assumeInstalled(PROGRAM, "slapd");
        Programs.assumeInstalled("/usr/sbin/slapadd", "slapd");
        Programs.assumeInstalled("/usr/bin/ldapmodify", "ldap-utils");
    }

    /**
     * Makes a server and does not start it.
     *
     * @param folder its own, there already and empty
     * @param authority that it trusts for certificates of clients
     * @param certificate that it shows
     * @param entries in LDIF, besides base, people, groups and service account
     */
    public static Slapd create(Path folder, TestAuthority authority, TestAuthority.Issued certificate, String entries) {
        Slapd slapd = new Slapd(folder);
        slapd.write("slapd.conf", slapd.configuration(authority, certificate));
        slapd.write("entries.ldif", slapd.base() + entries);
        try {
            Files.createDirectory(folder.resolve("data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Programs.run(folder, Map.of(), "/usr/sbin/slapadd", "-q", "-f", "slapd.conf", "-l", "entries.ldif");
        return slapd;
    }

    /** The LDIF of a person; the distinguished name is written as it must be. */
    public static String person(String rdn, String... lines) {
        List<String> all =
                new ArrayList<>(List.of("objectClass: inetOrgPerson", "sn: Doe", "userPassword: " + PASSWORD));
        all.addAll(List.of(lines));
        return entry(rdn + "," + PEOPLE, all.toArray(String[]::new));
    }

    /** The LDIF of an entry. */
    public static String entry(String dn, String... lines) {
        return "dn: " + dn + "\n" + String.join("\n", lines) + "\n\n";
    }

    /** Starts it and waits until it answers. */
    public Slapd start() {
        try {
            process = Optional.of(Programs.process(
                            folder,
                            Map.of(),
                            PROGRAM,
                            "-f",
                            "slapd.conf",
                            "-h",
                            "ldap://127.0.0.1:" + port + "/ ldaps://127.0.0.1:" + tlsPort + "/",
                            "-d",
                            "none")
                    .redirectOutput(folder.resolve("slapd.txt").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Process started = process.orElseThrow();
        await("slapd answers")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !started.isAlive() || (Programs.listens(port) && Programs.listens(tlsPort)));
        if (!started.isAlive()) {
            throw new AssertionError("slapd ended: " + Programs.read(folder.resolve("slapd.txt")));
        }
        return this;
    }

    /** Ends it and waits. */
    public void stop() {
        process.ifPresent(running -> {
            running.destroy();
            await("slapd has ended").atMost(PATIENCE).until(() -> !running.isAlive());
        });
        process = Optional.empty();
    }

    /** Changes entries, in LDIF, as the administrator. */
    public void modify(String ldif) {
        write("change.ldif", ldif);
        Programs.run(
                folder,
                Map.of(),
                "/usr/bin/ldapmodify",
                "-x",
                "-H",
                "ldap://127.0.0.1:" + port,
                "-D",
                "cn=admin," + BASE,
                "-w",
                "admin",
                "-f",
                "change.ldif");
    }

    /** Where it speaks LDAP and StartTLS. */
    public int port() {
        return port;
    }

    /** Where it speaks TLS from the beginning. */
    public int tlsPort() {
        return tlsPort;
    }

    @Override
    public void close() {
        stop();
    }

    private String configuration(TestAuthority authority, TestAuthority.Issued certificate) {
        return String.join(
                "\n",
                "include /etc/ldap/schema/core.schema",
                "include /etc/ldap/schema/cosine.schema",
                "include /etc/ldap/schema/inetorgperson.schema",
                "include /etc/ldap/schema/nis.schema",
                "modulepath /usr/lib/ldap",
                "moduleload back_mdb",
                "moduleload ppolicy",
                "TLSCACertificateFile " + authority.root(),
                "TLSCertificateFile " + certificate.certificate(),
                "TLSCertificateKeyFile " + certificate.key(),
                "TLSVerifyClient try",
                "database mdb",
                "suffix \"" + BASE + "\"",
                "rootdn \"cn=admin," + BASE + "\"",
                "rootpw admin",
                "directory " + folder.resolve("data"),
                "maxsize 268435456",
                "dbnosync",
                "index objectClass,uid,mail,member,memberUid eq",
                "overlay ppolicy",
                "ppolicy_default \"cn=policy," + BASE + "\"",
                "ppolicy_use_lockout",
                "access to attrs=userPassword by anonymous auth by * none",
                "access to * by dn.exact=\"" + ACCOUNT + "\" read by * none",
                "");
    }

    private String base() {
        return entry(BASE, "objectClass: domain", "dc: example")
                + entry(PEOPLE, "objectClass: organizationalUnit", "ou: People")
                + entry(GROUPS, "objectClass: organizationalUnit", "ou: Groups")
                + entry(
                        ACCOUNT,
                        "objectClass: organizationalRole",
                        "objectClass: simpleSecurityObject",
                        "cn: narthex",
                        "userPassword: " + ACCOUNT_PASSWORD)
                + entry(
                        "cn=policy," + BASE,
                        "objectClass: organizationalRole",
                        "objectClass: pwdPolicy",
                        "cn: policy",
                        "pwdAttribute: userPassword",
                        "pwdLockout: TRUE",
                        "pwdMaxFailure: 3",
                        "pwdMustChange: TRUE");
    }

    private void write(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
