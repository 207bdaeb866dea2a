package io.narthex.itests.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.ClientReader;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * {@code docs/conformance.md} and {@code docs/protocol.md} name no test that is not there; the former shows the files that are to
 * be copied, and they load.
 */
public class ConformancePageTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)\\.([a-z][A-Za-z0-9]*)`");
    private static final Pattern FILE =
            Pattern.compile("(?ms)^(?:[^`\n]+ )?`etc/([^`\n]+)`:\n\n```properties\n(.*?)```$");
    private static final Pattern CLIENT = Pattern.compile("narthex\\.client-(.+)\\.cfg");
    private static final Pattern METHOD = Pattern.compile("public void ([a-z][A-Za-z0-9]*)\\(");

    @Test
    public void namesOnlyTestsThatAreThere() throws IOException {
        Map<String, List<String>> tests = tests();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (String page : List.of("docs/conformance.md", "docs/protocol.md")) {
            Matcher test = NAMED.matcher(Files.readString(PROJECT.resolve(page)));
            while (test.find()) {
                named++;
                if (!tests.getOrDefault(test.group(1), List.of()).contains(test.group(2))) {
                    missing.add(page + ": " + test.group());
                }
            }
        }
        assertTrue("tests named: " + named, named > 40);
        assertEquals(List.of(), missing);
    }

    @Test
    public void showsTheFilesThatAreToBeCopied() throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/conformance.md"));
        List<String> shown =
                FILE.matcher(page).results().map(file -> file.group(2)).toList();
        List<String> samples = new ArrayList<>();
        for (Path sample : samples()) {
            assertThat(page, containsString("`etc/" + sample.getFileName() + "`:\n\n```properties\n"));
            samples.add(Files.readString(sample));
        }
        assertEquals(samples, shown.stream().sorted(comparing(samples::indexOf)).toList());
    }

    @Test
    public void theFilesThatAreToBeCopiedLoad() throws IOException {
        int clients = 0;
        for (Path sample : samples()) {
            Settings settings = Settings.of(values(sample));
            Matcher client = CLIENT.matcher(sample.getFileName().toString());
            if (client.matches()) {
                var unused = new ClientReader().read(client.group(1), settings);
                clients++;
            } else {
                assertTrue(ProviderSettings.from(settings).registration().enabled());
            }
            settings.rejectUnknown();
        }
        assertEquals(2, clients);
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(PROJECT.resolve("config/examples/conformance"))) {
            return files.sorted().toList();
        }
    }

    private static Map<String, String> values(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), properties::getProperty));
    }

    /** The methods of all test classes, by the simple name of the class; two of one name count together. */
    private static Map<String, List<String>> tests() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Collectors.flatMapping(ConformancePageTest::methods, Collectors.toList())));
        }
    }

    private static Stream<String> methods(Path file) {
        try {
            return METHOD.matcher(Files.readString(file)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
