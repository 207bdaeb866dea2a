package io.narthex.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** The demo, started as the README says, on the ports that it names. */
public final class Demo implements AutoCloseable {
    public static final String COMMAND = "karaf-assembly/target/assembly/bin/narthex demo";
    public static final URI APPLICATION = URI.create("http://127.0.0.1:5555/");
    public static final URI ISSUER = URI.create("http://127.0.0.1:5556/dex");

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path ETC = PROJECT.resolve("karaf-assembly/target/assembly/demo/etc");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;

    private Demo(Process process) {
        this.process = process;
    }

    /** The README. */
    public static String readme() throws IOException {
        return Files.readString(PROJECT.resolve("README.md"));
    }

    /** Starts it and waits until the application answers. */
    public static Demo start() {
        Path console = Path.of("target", "demo-console.txt").toAbsolutePath();
        try {
            Process process = new ProcessBuilder(COMMAND.split(" ", -1))
                    .directory(PROJECT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile())
                    .start();
            Demo demo = new Demo(process);
            await("the demo is ready").atMost(PATIENCE).until(() -> says(console, "5555") || !process.isAlive());
            if (!process.isAlive() || !answers(5555) || !answers(5556)) {
                demo.close();
                throw new AssertionError("the demo is not ready: " + Files.readString(console));
            }
            return demo;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sets one key in a file of its configuration. */
    public void set(String file, String key, String value) {
        try {
            Path path = ETC.resolve(file);
            StringBuilder text = new StringBuilder();
            Files.readAllLines(path).stream()
                    .filter(line -> !line.startsWith(key + " "))
                    .forEach(line -> text.append(line).append('\n'));
            Path whole = Files.writeString(ETC.resolve("../half-written"), text + key + " = " + value + "\n");
            Files.move(whole, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        await("the demo has ended").atMost(PATIENCE).until(() -> !process.isAlive());
    }

    private static boolean says(Path console, String word) throws IOException {
        return Files.readString(console).contains(word);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
