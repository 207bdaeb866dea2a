package io.narthex.itests.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.ClientReader;
import io.narthex.provider.internal.user.UserReader;
import io.narthex.settings.Settings;
import io.narthex.web.internal.site.WebSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** {@code docs/configuration.md} lists every key of the files that it describes, and no other; the examples load. */
public class ConfigurationPageTest {
    private static final Path PROJECT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^#?([A-Za-z0-9.]+) = ");
    private static final String HASH = "$2a$10$33EMT0cVYVlPy6WAMCLsceLYjWhuHpbz5yuZxu/GAFj03J9Lytjuy";

    @Test
    public void listsTheKeysOfTheProvider() throws IOException {
        assertEquals(
                asked(ProviderSettings::from, Map.of("issuer", "https://id.example")), listed("narthex.provider.cfg"));
    }

    @Test
    public void listsTheKeysOfAClient() throws IOException {
        assertEquals(
                asked(ConfigurationPageTest::client, Map.of("secret", "s", "redirectURIs", "https://app.example/")),
                listed("narthex.client-<id>.cfg"));
    }

    @Test
    public void listsTheKeysOfAUser() throws IOException {
        assertEquals(
                asked(ConfigurationPageTest::user, Map.of("email", "a@b.example", "hash", HASH, "userID", "1")),
                listed("narthex.user-<name>.cfg"));
    }

    @Test
    public void listsTheKeysOfTheWeb() throws IOException {
        assertEquals(asked(ConfigurationPageTest::web, Map.of()), listed("narthex.web.cfg"));
    }

    @Test
    public void theExampleOfTheProviderSaysTheDefaults() throws IOException {
        Map<String, String> example = example("narthex.provider.cfg");
        Map<String, String> least = Map.of("issuer", example.getOrDefault("issuer", ""));
        assertEquals(ProviderSettings.from(Settings.of(least)), load(ProviderSettings::from, example));
        assertEquals(asked(ProviderSettings::from, least), mentioned("narthex.provider.cfg"));
    }

    /** The keys of an example; what has no default stands behind a hash sign. */
    private static Set<String> mentioned(String file) throws IOException {
        Set<String> keys = new TreeSet<>();
        Matcher line = ASSIGNMENT.matcher(Files.readString(PROJECT.resolve("config/examples/" + file)));
        while (line.find()) {
            keys.add(line.group(1));
        }
        return keys;
    }

    @Test
    public void theExamplesOfAClientAndOfTheWebLoad() throws IOException {
        load(ConfigurationPageTest::client, example("narthex.client-app.cfg"));
        assertEquals(web(Settings.of(Map.of())), load(ConfigurationPageTest::web, example("narthex.web.cfg")));
    }

    private static Object client(Settings settings) {
        return new ClientReader().read("app", settings);
    }

    private static Object user(Settings settings) {
        return new UserReader().read("admin", settings);
    }

    private static Object web(Settings settings) {
        return WebSettings.from(settings, Path.of(""));
    }

    /** Every key that a reader asks for. */
    private static Set<String> asked(Function<Settings, Object> reader, Map<String, String> least) {
        Settings settings = Settings.of(least);
        var unused = reader.apply(settings);
        return settings.asked();
    }

    private static Set<String> listed(String file) throws IOException {
        String page = Files.readString(PROJECT.resolve("docs/configuration.md"));
        int start = page.indexOf("\n## `" + file + "`\n");
        assertTrue("no section " + file, start >= 0);
        int end = page.indexOf("\n## ", start + 1);
        Set<String> keys = new TreeSet<>();
        Matcher row = ROW.matcher(page.substring(start, end));
        while (row.find()) {
            keys.add(row.group(1));
        }
        return keys;
    }

    private static Object load(Function<Settings, Object> reader, Map<String, String> example) {
        Settings settings = Settings.of(example);
        Object read = reader.apply(settings);
        settings.rejectUnknown();
        return read;
    }

    private static Map<String, String> example(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(PROJECT.resolve("config/examples/" + file), UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> values = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }
}
