package io.narthex.itests.upstream;

import static org.awaitility.Awaitility.await;

import io.narthex.itests.Node;
import io.narthex.itests.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The npm package oidc-provider, as a process. */
final class OidcProvider implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final int port;
    private final Process process;
    private final Path console;

    private OidcProvider(int port, Process process, Path console) {
        this.port = port;
        this.process = process;
        this.console = console;
    }

    /** Starts it. Where Node.js is missing, the test is reported as skipped. */
    static OidcProvider start(URI callback) {
        try {
            Path folder = Node.install("oidc-provider");
            int port = Ports.free();
            Path console = folder.resolve("console.txt");
            Process process = new ProcessBuilder(
                            "node", "server.mjs", Integer.toString(port), callback.toString(), Downstream.SECRET)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            await("oidc-provider is ready")
                    .atMost(PATIENCE)
                    .until(() -> Files.readString(console).contains("ready") || !process.isAlive());
            if (!process.isAlive()) {
                throw new AssertionError("oidc-provider ended: " + Files.readString(console));
            }
            return new OidcProvider(port, process, console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + port;
    }

    /** How often it has ended all that was granted, as it does when a refresh token comes a second time. */
    long revocations() throws IOException {
        return Files.readString(console).lines().filter("grant revoked"::equals).count();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
