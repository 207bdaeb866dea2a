package io.narthex.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The built distribution on a free port, with a configuration and a data folder of its own below {@code target}.
 *
 * <p>Edit its files before {@link #start()} or while it runs. It is started by {@code bin/narthex run}, as a process.
 */
public final class Distribution implements AutoCloseable {
    private static final Path ASSEMBLY = Path.of(property("narthex.assembly")).normalize();
    private static final Pattern READY = Pattern.compile("(?m)^narthex: ready at (\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static {
        // A machine that others share stands still for seconds now and then. What is to be soon has a limit of its own.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    }

    private final Path folder;
    private final Path home;
    private final int port;
    private final ShellAccess shellAccess;
    private Optional<Process> process = Optional.empty();

    private Distribution(Path folder, Path home, int port) {
        this.folder = folder;
        this.home = home;
        this.port = port;
        this.shellAccess = new ShellAccess(Ports.free());
    }

    /**
     * The plain distribution: no user, no client, no connector.
     *
     * @param name of its folder below {@code target}, which is emptied first
     */
    public static Distribution plain(String name) {
        Path folder = Path.of("target", "distributions", name).toAbsolutePath();
        deleteAll(folder);
        Distribution distribution = new Distribution(folder, ASSEMBLY, Ports.free());
        copyAll(ASSEMBLY.resolve("etc"), distribution.etc());
        distribution.listenOn(distribution.port);
        distribution.set("narthex.provider.cfg", "issuer", distribution.issuer().toString());
        distribution.shellAccess.allowIn(distribution);
        return distribution;
    }

    /** The distribution with the user, client and connectors of the demo. */
    public static Distribution demo(String name) {
        Distribution distribution = plain(name);
        copyAll(ASSEMBLY.resolve("demo/config"), distribution.etc());
        distribution.set("narthex.provider.cfg", "issuer", distribution.issuer().toString());
        distribution.addBootFeature("narthex-connector-mock/" + property("narthex.version"));
        return distribution;
    }

    /** The same on a store that keeps everything in memory. */
    public Distribution onMemory() {
        remove("narthex.storage.sql.cfg");
        write("narthex.storage.memory.cfg", "# nothing to set\n");
        addBootFeature("narthex-storage-memory/" + property("narthex.version"));
        return this;
    }

    /** The address under which it serves. */
    public URI issuer() {
        return URI.create("http://127.0.0.1:" + port + "/dex");
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Where it is installed; several run from one place. */
    public Path home() {
        return home;
    }

    /** Its configuration folder. */
    public Path etc() {
        return folder.resolve("etc");
    }

    /** Its data folder. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Sets one key in a file of its configuration, which is made if it is not there. */
    public void set(String file, String key, String value) {
        List<String> lines = new ArrayList<>();
        Path path = etc().resolve(file);
        try {
            if (Files.exists(path)) {
                Files.readAllLines(path).stream()
                        .filter(line -> !line.matches("\\s*" + Pattern.quote(key) + "\\s*=.*"))
                        .forEach(lines::add);
            }
            lines.add(key + " = " + value);
            write(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file of its configuration as a whole; a reader sees the old one or the new one, never half of it. */
    public void write(String file, String text) {
        try {
            Path whole = Files.writeString(folder.resolve("half-written"), text);
            Files.move(whole, etc().resolve(file), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a file of its configuration. */
    public void remove(String file) {
        try {
            Files.delete(etc().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a feature to those that it starts with. */
    public void addBootFeature(String feature) {
        try {
            Path file = etc().resolve("org.apache.karaf.features.cfg");
            Files.writeString(file, Files.readString(file).replaceFirst("narthex-connector-local/", feature + ", $0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it in the foreground of a process of its own and waits until it says that it is ready. */
    public Distribution start() {
        return launch().awaitReady();
    }

    /** Waits until it says that it is ready. */
    public Distribution awaitReady() {
        await("the distribution is ready; it said: " + output())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> readyAt().isPresent() || !isRunning());
        if (readyAt().isEmpty()) {
            throw new AssertionError("ended before it was ready: " + output());
        }
        return this;
    }

    /** Starts it without waiting. */
    public Distribution launch() {
        process = Optional.of(start(home.resolve("bin/narthex"), console(), "run", Map.of()));
        return this;
    }

    /** Ends it as an operating system would (SIGTERM), and waits. @return its exit code */
    public int stop() {
        return end(process.orElseThrow()::destroy);
    }

    /** Ends it without any warning (SIGKILL), and waits. */
    public void kill() {
        end(process.orElseThrow()::destroyForcibly);
    }

    /** Whether its process runs. */
    public boolean isRunning() {
        return process.isPresent() && process.get().isAlive();
    }

    /** The id of its process. */
    public long pid() {
        return process.orElseThrow().pid();
    }

    /** The address that it says it is ready at, if it says so. */
    public Optional<URI> readyAt() {
        Matcher matcher = READY.matcher(output());
        return matcher.find() ? Optional.of(URI.create(matcher.group(1))) : Optional.empty();
    }

    /** What it has written to its console since it was last launched. */
    public String output() {
        try {
            return Files.exists(console()) ? Files.readString(console()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a shell in it, as an administrator. */
    public Shell shell() {
        return shellAccess.open();
    }

    /** Calls {@code bin/narthex} with one word and waits until it ends. */
    public Answer narthex(String command) {
        return narthex(command, Map.of());
    }

    /** The same, with more environment variables. */
    public Answer narthex(String command, Map<String, String> environment) {
        return call(home.resolve("bin/narthex"), command, environment);
    }

    /** The same, by another name of the launcher. */
    public Answer call(Path launcher, String command, Map<String, String> environment) {
        try {
            Path file = Files.createTempFile(folder, command, ".out");
            Process called = start(launcher, file, command, environment);
            if (!called.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                called.destroyForcibly();
                throw new AssertionError("narthex " + command + " does not end: " + Files.readString(file));
            }
            return new Answer(called.exitValue(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** How a call of {@code bin/narthex} ended, and what it said. */
    public record Answer(int exitCode, String output) {}

    @Override
    public void close() {
        shellAccess.close();
        if (isRunning()) {
            stop();
        }
    }

    private void listenOn(int port) {
        set("org.ops4j.pax.web.cfg", "org.osgi.service.http.port", Integer.toString(port));
    }

    private Path console() {
        return folder.resolve("console.txt");
    }

    private Process start(Path launcher, Path output, String command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("NARTHEX_ETC", etc().toString());
        builder.environment().put("NARTHEX_DATA", data().toString());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int end(Runnable ending) {
        Process ended = process.orElseThrow();
        ending.run();
        await("the process has ended").atMost(PATIENCE).until(() -> !ended.isAlive());
        return ended.exitValue();
    }

    private static void copyAll(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteAll(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException(name + ": this system property is set by the build");
        }
        return value;
    }
}
