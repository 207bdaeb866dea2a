package io.narthex.itests.system;

import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.equalTo;
import static org.hamcrest.CoreMatchers.startsWith;
import static org.hamcrest.MatcherAssert.assertThat;

import io.narthex.itests.Distribution;
import io.narthex.itests.Distribution.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What {@code bin/narthex} says and does when it cannot start, or has nothing to stop. */
public class LauncherTest {

    @Test
    public void saysThatThePortIsTakenAndDoesNotStart() throws IOException {
        try (Distribution distribution = Distribution.plain("port-taken");
                ServerSocket taken = new ServerSocket(distribution.port(), 1, InetAddress.getLoopbackAddress())) {
            Answer answer = distribution.narthex("run");

            assertThat(answer.exitCode(), equalTo(1));
            assertThat(
                    answer.output(), startsWith("narthex: 127.0.0.1:" + taken.getLocalPort() + " is taken by another"));
            assertThat(answer.output().lines().count(), equalTo(1L));
        }
    }

    @Test
    public void saysThatItDoesNotRun() {
        try (Distribution distribution = Distribution.plain("idle")) {
            assertThat(distribution.narthex("status"), equalTo(new Answer(3, "narthex: not running\n")));
            assertThat(distribution.narthex("stop"), equalTo(new Answer(0, "narthex: not running\n")));
        }
    }

    @Test
    public void explainsAnUnknownCommand() {
        try (Distribution distribution = Distribution.plain("unknown-command")) {
            Answer answer = distribution.narthex("fly");

            assertThat(answer.exitCode(), equalTo(2));
            assertThat(answer.output(), containsString("usage: narthex COMMAND"));
        }
    }

    @Test
    public void saysWhichJavaItNeeds() throws IOException {
        try (Distribution distribution = Distribution.plain("java")) {
            for (String version : List.of("1.8.0_402", "11.0.2", "25")) {
                Path java = fakeJava(distribution.data(), version);
                Answer answer = distribution.narthex("run", Map.of("JAVA_HOME", java.toString()));

                assertThat(answer.exitCode(), equalTo(1));
                assertThat(
                        answer.output(),
                        equalTo("narthex: unsupported Java: '" + java + "/bin/java' is version "
                                + version.replaceFirst("\\..*", "") + ", needed is 17 to 23 (set JAVA_HOME)\n"));
            }
        }
    }

    @Test
    public void saysThatThereIsNoJava() {
        try (Distribution distribution = Distribution.plain("no-java")) {
            assertThat(
                    distribution.narthex("run", Map.of("JAVA_HOME", "/nowhere")),
                    equalTo(new Answer(1, "narthex: JAVA_HOME: there is no bin/java in '/nowhere'\n")));
        }
    }

    @Test
    public void worksThroughALinkAndWithBlanksInItsPath() throws IOException {
        try (Distribution distribution = Distribution.plain("linked")) {
            Path folder = Files.createDirectories(distribution.data().resolveSibling("a folder"));
            Path link = Files.createSymbolicLink(
                    folder.resolve("the launcher"), distribution.home().resolve("bin/narthex"));

            assertThat(
                    distribution.call(link, "version", Map.of()).output(),
                    equalTo("narthex: " + System.getProperty("narthex.version") + "\n"));
        }
    }

    private static Path fakeJava(Path folder, String version) throws IOException {
        Path java = folder.resolve("java-" + version);
        Files.createDirectories(java.resolve("bin"));
        Path program = Files.writeString(
                java.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"" + version + "\"' >&2\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return java;
    }
}
