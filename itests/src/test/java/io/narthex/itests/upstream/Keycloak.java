package io.narthex.itests.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.narthex.itests.Client;
import io.narthex.itests.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak from Maven Central, with the realm {@code staff} of {@code keycloak/staff-realm.json}: Jane, two groups, and a
 * client whose refresh tokens are good once. It takes minutes to start, so all tests share one, which ends with the JVM.
 */
public final class Keycloak {

    /** Jane's password. */
    public static final Map<String, String> JANE = Map.of("username", "jane", "password", "correct horse");

    private static final Path FOLDER = Path.of("target", "keycloak").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final String ADMIN = "admin-for-tests";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static Optional<Keycloak> shared = Optional.empty();

    private final int port;

    private Keycloak(int port) {
        this.port = port;
    }

    /** The one that all tests share; started when it is needed first. */
    public static synchronized Keycloak shared() {
        if (shared.isEmpty()) {
            try {
                shared = Optional.of(start());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared.get();
    }

    /** The address of the realm, which is its OpenID Connect issuer, too. */
    public URI realm() {
        return URI.create("http://127.0.0.1:" + port + "/realms/staff");
    }

    /** Asks the administration of the realm for something, such as {@code users?username=jane}. */
    public JsonElement find(String path) {
        return JsonParser.parseString(send(administration(path).GET()).body());
    }

    /** The id of the first that is found. */
    public String idOf(String path) {
        JsonArray found = find(path).getAsJsonArray();
        return found.get(0).getAsJsonObject().get("id").getAsString();
    }

    /** Has the administration of the realm do or make something. */
    public void post(String path, String json) {
        send(administration(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Makes a new signing key, used from now on. */
    public void rotateKeys() {
        post(
                "components",
                """
                {"name": "newer", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                 "config": {"priority": ["%d"], "keySize": ["2048"], "active": ["true"], "enabled": ["true"]}}
                """
                        .formatted(1000 + System.nanoTime() % 1_000_000));
    }

    /** Ends all sessions of a person. */
    public void logOut(String username) {
        post("users/" + idOf("users?exact=true&username=" + username) + "/logout", "{}");
    }

    private HttpRequest.Builder administration(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(Client.encoded(Map.of(
                        "grant_type", "password", "client_id", "admin-cli", "username", ADMIN, "password", ADMIN))));
        String token = JsonParser.parseString(send(request).body())
                .getAsJsonObject()
                .get("access_token")
                .getAsString();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/admin/realms/staff/" + path))
                .header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    HTTP.send(request.timeout(Duration.ofMinutes(1)).build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError(response.uri() + ": " + response.statusCode() + ": " + response.body());
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Keycloak start() throws IOException {
        Path home = unpacked();
        Path realm = Files.createDirectories(home.resolve("data/import")).resolve("staff-realm.json");
        try (InputStream in =
                Objects.requireNonNull(Keycloak.class.getResourceAsStream("/keycloak/staff-realm.json"))) {
            Files.writeString(
                    realm, new String(in.readAllBytes(), UTF_8).replace("keycloak-client-secret", Downstream.SECRET));
        }
        int port = Ports.free();
        Path console = home.resolve("console.txt");
        ProcessBuilder builder = new ProcessBuilder(
                        "bash",
                        "bin/kc.sh",
                        "start-dev",
                        "--http-host=127.0.0.1",
                        "--http-port=" + port,
                        "--import-realm")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile());
        builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN);
        builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", ADMIN);
        builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }));
        await("Keycloak is ready, see " + console)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> Files.readString(console).contains("Listening on") || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError("Keycloak ended: " + Files.readString(console));
        }
        return new Keycloak(port);
    }

    /** Unpacks it where that has not been done, and forgets the data of the last time. */
    private static Path unpacked() throws IOException {
        Path zip = Path.of(Objects.requireNonNull(
                System.getProperty("narthex.keycloak"), "narthex.keycloak: this system property is set by the build"));
        String name = zip.getFileName().toString().replace("-quarkus-dist", "").replace(".zip", "");
        Path home = FOLDER.resolve(name);
        Path done = FOLDER.resolve(name + ".unpacked");
        if (!Files.exists(done)) {
            unpack(zip, FOLDER);
            Files.writeString(done, "");
        }
        Files.deleteIfExists(home.resolve("data/h2/keycloakdb.mv.db"));
        return home;
    }

    private static void unpack(Path zip, Path folder) throws IOException {
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("an entry that leaves the folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.resolveSibling("."));
                    Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
