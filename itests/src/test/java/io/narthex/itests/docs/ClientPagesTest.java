package io.narthex.itests.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.provider.internal.client.ClientReader;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** The pages of {@code docs/clients} show the files that the tests use, to the letter, and all of them. */
public class ClientPagesTest {
    private static final Path PAGES = Path.of("../docs/clients");
    private static final Path SAMPLES = Path.of("../config/examples/clients");
    private static final Path PROGRAMS = Path.of("src/test");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.+)$");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^`[^`\n]+`:\n\n```\\w+\n(.*?)```$");
    private static final Pattern CODE = Pattern.compile("(?ms)^```(?:java|js)\n(.*?)```$");
    private static final Pattern CLIENT = Pattern.compile("narthex\\.client-(.+)\\.cfg");

    @Test
    public void theMapListsEveryPage() throws IOException {
        String map = Files.readString(PAGES.resolve("README.md"));
        for (Path page : pages()) {
            assertThat(map, containsString("](" + page.getFileName() + ")"));
        }
    }

    @Test
    public void everyPageHasTheSameHeadings() throws IOException {
        for (Path page : pages()) {
            List<String> headings = new ArrayList<>();
            Matcher heading = HEADING.matcher(Files.readString(page));
            while (heading.find()) {
                headings.add(heading.group(1));
            }
            assertEquals(
                    page.toString(),
                    List.of("What it demands", "In Narthex", "In the client", "Check", "Trouble"),
                    headings);
        }
    }

    @Test
    public void everySampleStandsOnAPage() throws IOException {
        List<String> shown = new ArrayList<>();
        for (Path page : pages()) {
            shown.addAll(found(BLOCK, Files.readString(page)));
        }
        for (Path sample : files(SAMPLES)) {
            assertTrue(sample + ": no page shows it as it is", shown.contains(Files.readString(sample)));
        }
    }

    @Test
    public void everyFileOnAPageIsASample() throws IOException {
        List<String> samples = new ArrayList<>();
        for (Path sample : files(SAMPLES)) {
            samples.add(Files.readString(sample));
        }
        for (Path page : pages()) {
            for (String shown : found(BLOCK, Files.readString(page))) {
                assertTrue(page + ": shows what is no sample: " + shown, samples.contains(shown));
            }
        }
    }

    @Test
    public void everyPieceOfCodeIsRunByATest() throws IOException {
        List<Path> files = new ArrayList<>(files(SAMPLES));
        files.addAll(files(PROGRAMS.resolve("java/io/narthex/itests/clients/spring")));
        files.add(PROGRAMS.resolve("node/openid-client/server.mjs"));
        StringBuilder programs = new StringBuilder();
        for (Path file : files) {
            programs.append(outline(Files.readString(file))).append('\n');
        }
        for (Path page : pages()) {
            for (String code : found(CODE, Files.readString(page))) {
                assertThat(page.toString(), programs.toString(), containsString(outline(code)));
            }
        }
    }

    @Test
    public void everyClientLoads() throws IOException {
        int clients = 0;
        for (Path sample : files(SAMPLES)) {
            Matcher name = CLIENT.matcher(sample.getFileName().toString());
            if (name.matches()) {
                Settings settings = Settings.of(values(sample));
                assertEquals(
                        name.group(1),
                        new ClientReader().read(name.group(1), settings).id());
                settings.rejectUnknown();
                clients++;
            }
        }
        assertTrue(clients >= pages().size());
    }

    private static List<Path> pages() throws IOException {
        return files(PAGES).stream().filter(page -> !page.endsWith("README.md")).toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }

    /** Text without regard to how far its lines are indented. */
    private static String outline(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }

    private static Map<String, String> values(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
