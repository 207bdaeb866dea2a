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

/** MIT Kerberos of Debian's {@code krb5-kdc}, with a realm of its own and the service {@code HTTP} on this machine. */
public final class Kdc implements AutoCloseable {

    /** The realm. */
    public static final String REALM = "TEST.EXAMPLE.ORG";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "kerberos-password";

    private final Path folder;
    private final int port = Programs.freePort();
    private final Map<String, String> environment;
    private final Process process;

    /**
     * Makes a realm and starts its server.
     *
     * @param folder its own, there already and empty
     * @param people who have a password there
     */
    public Kdc(Path folder, List<String> people) {
        this.folder = folder;
        this.environment = Map.of(
                "KRB5_CONFIG", folder.resolve("krb5.conf").toString(),
                "KRB5_KDC_PROFILE", folder.resolve("kdc.conf").toString(),
                "KRB5CCNAME", "FILE:" + folder.resolve("tickets"));
        write(
                "krb5.conf",
                "[libdefaults]",
                " default_realm = " + REALM,
                " dns_lookup_kdc = false",
                " dns_lookup_realm = false",
                " dns_canonicalize_hostname = false",
                " rdns = false",
                "[realms]",
                " " + REALM + " = {",
                "  kdc = 127.0.0.1:" + port,
                " }",
                "[domain_realm]",
                " localhost = " + REALM,
                " 127.0.0.1 = " + REALM);
        write(
                "kdc.conf",
                "[kdcdefaults]",
                " kdc_listen = 127.0.0.1:" + port,
                " kdc_tcp_listen = 127.0.0.1:" + port,
                "[realms]",
                " " + REALM + " = {",
                "  database_name = " + folder.resolve("principal"),
                "  key_stash_file = " + folder.resolve("stash"),
                "  acl_file = " + folder.resolve("acl"),
                " }");
        run("/usr/sbin/kdb5_util", "create", "-s", "-r", REALM, "-P", "master-password");
        for (String person : people) {
            admin("addprinc -pw " + PASSWORD + " " + person);
        }
        for (String host : List.of("localhost", "127.0.0.1")) {
            admin("addprinc -randkey HTTP/" + host);
            admin("ktadd -k " + keytab() + " HTTP/" + host);
        }
        this.process = start();
    }

    /** Skips the test where the programs are not installed. */
    public static void assumeInstalled() {
        Programs.assumeInstalled("/usr/sbin/krb5kdc", "krb5-kdc");
        Programs.assumeInstalled("/usr/sbin/kadmin.local", "krb5-admin-server");
        Programs.assumeInstalled("/usr/bin/kinit", "krb5-user");
        Programs.assumeInstalled("/usr/bin/curl", "curl");
    }

    /** The keys of the service. */
    public Path keytab() {
        return folder.resolve("http.keytab");
    }

    /** Gets a ticket for a person; tickets that were there before are gone. */
    public void kinit(String person) {
        write("typed.txt", PASSWORD);
        run("/bin/sh", "-c", "kinit " + person + " < typed.txt");
    }

    /** Asks an address with the ticket, as {@code curl --negotiate} does, and follows where it leads. @return what it printed */
    public String curl(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("/usr/bin/curl", "-s", "--negotiate", "-u", ":", "--max-time", "20"));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    @Override
    public void close() {
        process.destroy();
        await("the KDC has ended").atMost(PATIENCE).until(() -> !process.isAlive());
    }

    private Process start() {
        try {
            Process started = Programs.process(folder, environment, "/usr/sbin/krb5kdc", "-n")
                    .redirectOutput(folder.resolve("kdc.txt").toFile())
                    .start();
            await("the KDC answers").atMost(PATIENCE).until(() -> !started.isAlive() || Programs.listens(port));
            if (!started.isAlive()) {
                throw new AssertionError("the KDC ended: " + Programs.read(folder.resolve("kdc.txt")));
            }
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void admin(String query) {
        run("/usr/sbin/kadmin.local", "-r", REALM, "-q", query);
    }

    private String run(String... command) {
        return Programs.run(folder, environment, command);
    }

    private void write(String file, String... lines) {
        try {
            Files.writeString(folder.resolve(file), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
