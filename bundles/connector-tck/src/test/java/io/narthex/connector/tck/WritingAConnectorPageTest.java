package io.narthex.connector.tck;

import static org.junit.Assert.assertEquals;

import com.example.staff.internal.StaffConnectorFactory;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** What {@code docs/writing-a-connector.md} shows is what is compiled and tested here. */
public class WritingAConnectorPageTest {

    private static final Path PAGE = Path.of("../../docs/writing-a-connector.md");
    private static final Path SOURCES = Path.of("src/test/java/com/example/staff/internal");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    public void showsTheSourcesToTheLetter() throws IOException {
        Set<String> shown = JAVA.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                String source = Files.readString(file);
                String block = shown.stream()
                        .filter(text -> declaration(text).equals(declaration(source)))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("not on the page: " + file));
                assertEquals(file.toString(), source, block);
                shown.remove(block);
            }
        }
        assertEquals("blocks without a source", Set.of(), shown);
    }

    @Test
    public void showsADefinitionThatOpens() {
        for (Map<String, String> stanza : ConnectorPage.read(PAGE).stanzas()) {
            Map<String, String> values = new TreeMap<>(stanza);
            assertEquals("staff", values.remove("type"));
            assertEquals("Example Ltd", values.remove("name"));
            Settings settings = Settings.of(values);
            new StaffConnectorFactory().open("staff", settings).close();
            settings.rejectUnknown();
        }
    }

    private static String declaration(String source) {
        return source.lines()
                .filter(line -> line.matches("(@NullMarked|.*\\bclass \\w+.*)"))
                .findFirst()
                .orElse("");
    }
}
