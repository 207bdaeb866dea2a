package io.narthex.itests.upstream;

import static org.awaitility.Awaitility.await;

import io.narthex.itests.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Assume;

/** The npm package oidc-provider, as a process. */
final class OidcProvider implements AutoCloseable {

    private static final Path SOURCES = Path.of("src/test/node/oidc-provider");
    private static final Path FOLDER = Path.of("target/oidc-provider").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final int port;
    private final Process process;

    private OidcProvider(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts it. Where Node.js is missing, the test is reported as skipped. */
    static OidcProvider start(URI callback) {
        try {
            install();
            int port = Ports.free();
            Path console = FOLDER.resolve("console.txt");
            Process process = new ProcessBuilder(
                            "node", "server.mjs", Integer.toString(port), callback.toString(), Downstream.SECRET)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            await("oidc-provider is ready")
                    .atMost(PATIENCE)
                    .until(() -> Files.readString(console).contains("ready") || !process.isAlive());
            if (!process.isAlive()) {
                throw new AssertionError("oidc-provider ended: " + Files.readString(console));
            }
            return new OidcProvider(port, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static void install() throws IOException {
        Files.createDirectories(FOLDER);
        Path lock = FOLDER.resolve("package-lock.json");
        boolean installed = Files.exists(FOLDER.resolve("node_modules/oidc-provider"))
                && Files.mismatch(SOURCES.resolve("package-lock.json"), lock) < 0;
        for (String file : List.of("server.mjs", "package.json", "package-lock.json")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!installed) {
            Assume.assumeTrue("Node.js or npm is missing, or npm cannot fetch oidc-provider", npmInstalls());
        }
    }

    private static boolean npmInstalls() {
        try {
            Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("npm.txt").toFile())
                    .start();
            return npm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && npm.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
