package io.narthex.storage.sql.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The page for operators and the examples say what the code does. */
public final class PageTest {

    private static final Path PAGE = Path.of("../../docs/storage/sql.md");
    private static final Path H2_EXAMPLE = Path.of("../../config/examples/narthex.storage.sql.cfg");
    private static final Path POSTGRESQL_EXAMPLE = Path.of("../../config/examples/narthex.storage.sql-postgresql.cfg");
    private static final Pattern COMMENTED_KEY = Pattern.compile("(?m)^#([A-Za-z]+) = .*$");
    private static final Pattern STANZA = Pattern.compile("(?s)```properties\n(.*?)```");
    private static final Pattern TABLE_KEY = Pattern.compile("(?m)^\\| ([A-Za-z]+) \\|");

    @Before
    public void pretendToBeKaraf() {
        System.setProperty("karaf.data", "/opt/narthex/data");
    }

    @After
    public void forgetKaraf() {
        System.clearProperty("karaf.data");
    }

    @Test
    public void theExamplesCanBeLoaded() throws IOException {
        assertEquals(read("driver = h2\n"), read(Files.readString(H2_EXAMPLE)));
        assertTrue(read(Files.readString(POSTGRESQL_EXAMPLE)).dialect() instanceof Postgresql);
    }

    @Test
    public void theExamplesShowEveryKey() throws IOException {
        assertEquals(knownKeys("driver = h2\n"), keysOf(H2_EXAMPLE));
        assertEquals(knownKeys("driver = postgresql\nhost = a\n"), keysOf(POSTGRESQL_EXAMPLE));
    }

    @Test
    public void theStanzasOfThePageCanBeLoaded() throws IOException {
        List<String> stanzas = STANZA.matcher(Files.readString(PAGE))
                .results()
                .map(stanza -> stanza.group(1))
                .toList();
        assertEquals(2, stanzas.size());
        stanzas.forEach(PageTest::read);
    }

    @Test
    public void thePageHasATableOfEveryKey() throws IOException {
        Set<String> known = new TreeSet<>(knownKeys("driver = h2\n"));
        known.addAll(knownKeys("driver = postgresql\nhost = a\n"));
        String page = Files.readString(PAGE);
        String settings = page.substring(page.indexOf("## Settings"), page.indexOf("## Several nodes"));
        assertEquals(
                known,
                TABLE_KEY
                        .matcher(settings)
                        .results()
                        .map(row -> row.group(1))
                        .filter(key -> !key.equals("Key"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> keysOf(Path example) throws IOException {
        String text = Files.readString(example);
        Set<String> keys = new TreeSet<>(properties(text).stringPropertyNames());
        COMMENTED_KEY
                .matcher(text)
                .results()
                .map((MatchResult key) -> key.group(1))
                .forEach(keys::add);
        return keys;
    }

    /** As the message names them that refuses a key which does not exist. */
    private static Set<String> knownKeys(String text) {
        try {
            read(text + "noSuchKey = 1\n");
        } catch (InvalidSettingException e) {
            String message = String.valueOf(e.getMessage());
            return new TreeSet<>(List.of(message.substring(message.indexOf("one of ") + "one of ".length())
                    .split(", ")));
        }
        throw new AssertionError("an unknown key was accepted");
    }

    private static SqlSettings read(String text) {
        Map<String, String> values = new HashMap<>();
        Properties properties = properties(text);
        properties
                .stringPropertyNames()
                .forEach(key -> values.put(
                        key, properties.getProperty(key).replace("${karaf.data}", System.getProperty("karaf.data"))));
        Settings settings = Settings.of(values);
        SqlSettings read = SqlSettings.from(settings);
        settings.rejectUnknown();
        return read;
    }

    private static Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return properties;
    }
}
