package io.narthex.connector.ldap.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Lets Jazzer look for names that break out of a filter or of a distinguished name. */
public class FilterFuzzTest {

    private static final int RUNS = 20_000;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void keepsHostileNamesInTheirPlace() {
        HostileNames.NAMES.forEach(FilterFuzzer::check);
    }

    @Test
    public void keepsWhateverIsTypedInItsPlace() throws IOException, InterruptedException {
        Path output = folder.newFile("jazzer.txt").toPath();
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + FilterFuzzer.class.getName(),
                        "--instrumentation_includes=io.narthex.connector.ldap.**:com.unboundid.**",
                        "-runs=" + RUNS,
                        "-max_len=300",
                        "-seed=4")
                .directory(folder.getRoot())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        jazzer.getOutputStream().close();
        if (!jazzer.waitFor(3, TimeUnit.MINUTES)) {
            jazzer.destroyForcibly();
        }
        String said = Files.readString(output);
        assertEquals(said, 0, jazzer.waitFor());
        assertTrue(said, said.contains("Done " + RUNS + " runs"));
    }
}
