package io.narthex.itests.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.Assume;

/** Debian's Apache httpd with mod_auth_openidc, configured by our sample, in front of two pages. */
final class ApacheClient {

    private static final Path PROGRAM = Path.of("/usr/sbin/apache2");
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final Path FOLDER = Path.of("target", "client-apache").toAbsolutePath();

    private ApacheClient() {}

    /** Registers and starts it. Where Debian's packages are missing, the test is reported as skipped. */
    static ClientProgram start(SharedNarthex narthex) {
        return start(narthex, "127.0.0.1", definition -> definition);
    }

    /**
     * The same, registered in another way.
     *
     * @param host by which browsers know this machine
     * @param change what is made of the sample of the client's definition
     */
    static ClientProgram start(SharedNarthex narthex, String host, UnaryOperator<String> change) {
        Assume.assumeTrue("Debian package apache2 is missing", Files.isExecutable(PROGRAM));
        Assume.assumeTrue(
                "Debian package libapache2-mod-auth-openidc is missing",
                Files.exists(MODULES.resolve("mod_auth_openidc.so")));
        URI origin = ClientProgram.freeOrigin(host);
        String secret = narthex.register("apache", "https://app.example.com", origin, change);
        try {
            Path pages = Files.createDirectories(FOLDER.resolve("pages"));
            Files.writeString(pages.resolve("index.html"), "for those who have signed in\n");
            Files.writeString(pages.resolve("signed-out"), "signed out\n");
            Path configuration = Files.writeString(
                    FOLDER.resolve("client.conf"), configuration(origin, narthex.issuer(), secret, pages));
            return ClientProgram.start(
                    origin,
                    FOLDER,
                    Map.of(),
                    List.of(PROGRAM.toString(), "-f", configuration.toString(), "-DFOREGROUND"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String configuration(URI origin, URI issuer, String secret, Path pages) {
        return List.of("mpm_event", "authz_core", "authz_user", "authn_core", "auth_openidc").stream()
                        .map(name -> "LoadModule " + name + "_module " + MODULES + "/mod_" + name + ".so\n")
                        .collect(Collectors.joining())
                + """
                ServerRoot "%1$s"
                ServerName 127.0.0.1
                User www-data
                Group www-data
                PidFile "%1$s/apache.pid"
                ErrorLog "%1$s/error.log"
                Listen 127.0.0.1:%2$d
                DocumentRoot "%3$s"
                Define NARTHEX %4$s
                Define APPLICATION %5$s
                Define CLIENT_SECRET %6$s
                Define COOKIE_SECRET only-for-tests
                Include "%7$s/mod-auth-openidc.conf"
                # Tells the test what the module holds.
                OIDCInfoHook access_token refresh_token id_token userinfo
                """
                        .formatted(FOLDER, origin.getPort(), pages, issuer, origin, secret, SharedNarthex.SAMPLES);
    }
}
