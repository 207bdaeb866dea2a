package io.narthex.itests.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.narthex.itests.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.Assume;

/** Apache httpd or nginx, of Debian, as a process of its own on a free port, with our sample for it. Jane may sign in. */
final class FrontProxy implements AutoCloseable {

    /** How Jane signs in. */
    static final String JANE = "Basic " + Base64.getEncoder().encodeToString("jane:correct horse".getBytes(UTF_8));

    private static final Path SAMPLES =
            Path.of("../config/examples/proxies").toAbsolutePath().normalize();
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Kind kind;
    private final Path folder;
    private final int port = Ports.free();
    private Optional<Tls> tls = Optional.empty();
    private Optional<Process> process = Optional.empty();

    /**
     * How nginx speaks TLS with Narthex.
     *
     * @param authority that Narthex' certificate, which is for {@code localhost}, is from
     * @param certificate to show
     * @param key of the certificate
     */
    record Tls(Path authority, Path certificate, Path key) {

        String directives() {
            return """
                    proxy_ssl_verify on;
                    proxy_ssl_trusted_certificate %s;
                    proxy_ssl_name localhost;
                    proxy_ssl_certificate %s;
                    proxy_ssl_certificate_key %s;
                    """
                    .formatted(authority, certificate, key);
        }
    }

    /** Which one. */
    enum Kind {
        APACHE("apache2", "/usr/sbin/apache2"),
        NGINX("nginx-light", "/usr/sbin/nginx");

        private final String debianPackage;
        private final Path program;

        Kind(String debianPackage, String program) {
            this.debianPackage = debianPackage;
            this.program = Path.of(program);
        }
    }

    FrontProxy(Kind kind) {
        this(kind, kind.debianPackage);
    }

    /** One that speaks TLS with Narthex; its folder has this name. */
    static FrontProxy nginx(String name, Tls tls) {
        FrontProxy proxy = new FrontProxy(Kind.NGINX, name);
        proxy.tls = Optional.of(tls);
        return proxy;
    }

    private FrontProxy(Kind kind, String name) {
        Assume.assumeTrue("Debian package " + kind.debianPackage + " is missing", Files.isExecutable(kind.program));
        this.kind = kind;
        this.folder = Path.of("target", "proxy-" + name).toAbsolutePath();
    }

    /** The issuer as browsers see it. */
    URI issuer() {
        return URI.create("http://127.0.0.1:" + port + "/dex");
    }

    /** Starts it in front of a port. */
    FrontProxy start(int narthex, String secret) {
        try {
            Files.createDirectories(folder);
            Path users = Files.writeString(folder.resolve("users"), "jane:{SHA}" + sha1("correct horse") + "\n");
            Path configuration = Files.writeString(
                    folder.resolve("proxy.conf"),
                    kind == Kind.APACHE ? apache(narthex, secret, users) : nginx(narthex, secret, users));
            List<String> command = kind == Kind.APACHE
                    ? List.of(kind.program.toString(), "-f", configuration.toString(), "-DFOREGROUND")
                    : List.of(kind.program.toString(), "-c", configuration.toString(), "-p", folder.toString());
            Process started = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("console.txt").toFile())
                    .start();
            process = Optional.of(started);
            await("the proxy listens, see " + folder).atMost(PATIENCE).until(() -> listens() || !started.isAlive());
            if (!started.isAlive()) {
                throw new AssertionError("the proxy ended: " + Files.readString(folder.resolve("console.txt")));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.ifPresent(one -> {
            one.destroy();
            await("the proxy has ended").atMost(PATIENCE).until(() -> !one.isAlive());
        });
    }

    private String apache(int narthex, String secret, Path users) {
        StringBuilder modules = new StringBuilder();
        for (String name : List.of(
                "mpm_event",
                "authz_core",
                "authz_user",
                "authn_core",
                "authn_file",
                "auth_basic",
                "headers",
                "proxy",
                "proxy_http")) {
            modules.append("LoadModule ")
                    .append(name)
                    .append("_module ")
                    .append(MODULES)
                    .append("/mod_")
                    .append(name)
                    .append(".so\n");
        }
        return modules
                + """
                ServerRoot "%1$s"
                ServerName 127.0.0.1
                User www-data
                Group www-data
                PidFile "%1$s/apache.pid"
                ErrorLog "%1$s/error.log"
                Listen 127.0.0.1:%2$d
                Define NARTHEX http://127.0.0.1:%3$d
                Define NARTHEX_PATH /dex
                Define NARTHEX_SECRET %4$s
                Define NARTHEX_USERS "%5$s"
                Include "%6$s/apache.conf"
                """
                        .formatted(folder, port, narthex, secret, users, SAMPLES);
    }

    private String nginx(int narthex, String secret, Path users) throws IOException {
        String sample = Files.readString(SAMPLES.resolve("nginx.conf"))
                .replace("NARTHEX_ADDRESS", "127.0.0.1:" + narthex)
                .replace("NARTHEX_PATH", "/dex")
                .replace("NARTHEX_SECRET", secret)
                .replace("NARTHEX_USERS", users.toString());
        if (tls.isPresent()) {
            sample = tls.get().directives() + sample.replace("proxy_pass http:", "proxy_pass https:");
        }
        return """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events {}
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    server {
                        listen 127.0.0.1:%2$d;
                %3$s
                    }
                }
                """
                .formatted(folder, port, sample);
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Old, but the only form of a password that both proxies read. */
    private static String sha1(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
