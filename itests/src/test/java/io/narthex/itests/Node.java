package io.narthex.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Assume;

/** Programs for Node.js, each with the npm packages of its lock file. */
public final class Node {

    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path TARGET = Path.of("target").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Node() {}

    /**
     * Copies a program below {@code target} and fetches its packages, unless they are there. Where Node.js is missing, the
     * test is reported as skipped.
     *
     * @param name of its folder in {@code src/test/node}, which is also the package that it needs
     * @return the folder that it can be run in
     */
    public static Path install(String name) {
        Path sources = SOURCES.resolve(name);
        Path folder = TARGET.resolve(name);
        try {
            Files.createDirectories(folder);
            boolean installed = Files.exists(folder.resolve("node_modules").resolve(name))
                    && Files.mismatch(sources.resolve("package-lock.json"), folder.resolve("package-lock.json")) < 0;
            for (Path file : files(sources)) {
                Files.copy(file, folder.resolve(sources.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!installed) {
                Assume.assumeTrue("Node.js or npm is missing, or npm cannot fetch " + name, npmInstalls(folder));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static boolean npmInstalls(Path folder) {
        try {
            Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.txt").toFile())
                    .start();
            return npm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && npm.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
