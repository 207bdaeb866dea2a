package io.narthex.itests.clients;

import io.narthex.itests.clients.spring.WebApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A web application with Spring Security, configured by our sample. */
final class SpringClient {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final Path FOLDER = Path.of("target", "client-spring").toAbsolutePath();

    private SpringClient() {}

    /** Registers and starts it. */
    static ClientProgram start(SharedNarthex narthex) {
        URI origin = ClientProgram.freeOrigin();
        String secret = narthex.register("spring", "https://app.example.com", origin);
        try {
            return ClientProgram.start(
                    origin,
                    Files.createDirectories(FOLDER),
                    Map.of("CLIENT_SECRET", secret, "NARTHEX", narthex.issuer().toString()),
                    List.of(
                            JAVA.toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "-cp",
                            classPath(),
                            WebApplication.class.getName(),
                            "--server.address=127.0.0.1",
                            "--server.port=" + origin.getPort(),
                            "--spring.config.location=file:"
                                    + SharedNarthex.SAMPLES.resolve("spring-application.yml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests' own, which has all that the application needs. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
