package io.narthex.connector.saml.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Lets Jazzer look for responses that get in, or that do anything else than being refused. {@code -Dfuzz.seconds} makes it
 * longer, and {@code -Dfuzz.seed} another one.
 */
public class ResponseFuzzTest {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 20);
    private static final int SEED = Integer.getInteger("fuzz.seed", 5);
    private static final int START = 300;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void answersEveryChangeOfOneElementWithARefusalOrTheTruth() {
        ResponseFuzzer.good()
                .forEach(xml ->
                        assertEquals("jane", Profile.strict().complete(xml).userId()));
        ResponseFuzzer.seeds().forEach(ResponseFuzzer::fuzzerTestOneInput);
    }

    @Test
    public void findsNothingButRefusals() throws IOException, InterruptedException {
        Path corpus = folder.newFolder("corpus").toPath();
        List<byte[]> seeds = ResponseFuzzer.seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path dictionary = Files.writeString(folder.newFile("words.dict").toPath(), dictionary());
        Path output = folder.newFile("jazzer.txt").toPath();
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + ResponseFuzzer.class.getName(),
                        "--instrumentation_includes=io.narthex.connector.saml.**:io.narthex.opensaml.**:"
                                + "org.apache.xml.security.**:org.opensaml.xmlsec.**",
                        "-max_total_time=" + SECONDS,
                        "-timeout=30",
                        "-max_len=20000",
                        "-seed=" + SEED,
                        "-dict=" + dictionary,
                        corpus.toString())
                .directory(folder.getRoot())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        jazzer.getOutputStream().close();
        if (!jazzer.waitFor(START + 2L * SECONDS, TimeUnit.SECONDS)) {
            jazzer.destroyForcibly();
        }
        String said = Files.readString(output);
        assertEquals(said, 0, jazzer.waitFor());
        assertTrue(said, said.matches("(?s).*Done \\d{2,} runs.*"));
    }

    /** In the form that libFuzzer reads. */
    private static String dictionary() {
        return ResponseFuzzer.WORDS.stream()
                .map(word -> {
                    StringBuilder line = new StringBuilder("\"");
                    for (byte b : word.getBytes(UTF_8)) {
                        line.append(String.format("\\x%02x", b));
                    }
                    return line.append("\"\n").toString();
                })
                .collect(Collectors.joining());
    }
}
