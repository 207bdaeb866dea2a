package io.narthex.itests.system;

import static org.junit.Assert.assertTrue;

import io.narthex.itests.Distribution;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.Test;

/**
 * How long the plain distribution takes from its launch to its first good answer, and how much memory it has then. Not part
 * of the tests; run it on a quiet machine:
 *
 * <pre>mvn -pl itests -am verify -Dtest=StartBenchmark -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
public class StartBenchmark {
    private static final int RESTARTS = 7;

    @Test
    public void fromLaunchToTheFirstAnswer() throws IOException {
        try (Distribution narthex = Distribution.plain("start-benchmark")) {
            System.out.printf("first start: %d ms, %d MB resident%n", millisToFirstAnswer(narthex), megabytes(narthex));
            narthex.stop();
            List<Long> restarts = new ArrayList<>();
            List<Long> memory = new ArrayList<>();
            for (int i = 0; i < RESTARTS; i++) {
                restarts.add(millisToFirstAnswer(narthex));
                memory.add(megabytes(narthex));
                narthex.stop();
            }
            System.out.printf("restarts: %s ms, %s MB resident%n", spread(restarts), spread(memory));
            assertTrue(restarts.stream().allMatch(millis -> millis > 0));
        }
    }

    private static long millisToFirstAnswer(Distribution narthex) {
        long start = System.nanoTime();
        narthex.launch();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> answers(narthex));
        return (System.nanoTime() - start) / 1_000_000;
    }

    private static boolean answers(Distribution narthex) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(narthex.issuer() + "/healthz").toURL().openConnection();
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static long megabytes(Distribution narthex) throws IOException {
        Optional<String> resident = Files.readAllLines(Path.of("/proc/" + narthex.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst();
        return Long.parseLong(resident.orElse("0").replaceAll("\\D", "")) / 1_024;
    }

    private static String spread(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get(0) + " / " + sorted.get(sorted.size() / 2) + " / " + sorted.get(sorted.size() - 1)
                + " (least / median / most)";
    }
}
