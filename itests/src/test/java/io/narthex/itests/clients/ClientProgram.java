package io.narthex.itests.clients;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A client as a process of its own, which listens on a free port of this machine. */
final class ClientProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI origin;
    private final Process process;

    private ClientProgram(URI origin, Process process) {
        this.origin = origin;
        this.process = process;
    }

    /** An origin at which nobody listens. */
    static URI freeOrigin() {
        return freeOrigin("127.0.0.1");
    }

    /** The same by another name of this machine. */
    static URI freeOrigin(String host) {
        return URI.create("http://" + host + ":" + Ports.free());
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param origin where it will listen
     * @param folder where it runs, and where its console is kept
     */
    static ClientProgram start(URI origin, Path folder, Map<String, String> environment, List<String> command) {
        Path console = folder.resolve("console.txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile());
            builder.environment().putAll(environment);
            ClientProgram program = new ClientProgram(origin, builder.start());
            await("the client listens, see " + console)
                    .atMost(PATIENCE)
                    .until(() -> program.listens() || !program.process.isAlive());
            if (!program.process.isAlive()) {
                throw new AssertionError("the client ended: " + Files.readString(console));
            }
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An address of it. */
    URI at(String path) {
        return URI.create(origin + path);
    }

    @Override
    public void close() {
        process.destroy();
        await("the client has ended").atMost(PATIENCE).until(() -> !process.isAlive());
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), origin.getPort()), 1_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
