package io.narthex.connector.tck;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The operator's page of a connector, taken apart. */
final class ConnectorPage {

    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\|([^|]*)\\|([^|]*)\\|.*");
    private static final Pattern STANZA = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);

    private final String text;

    private ConnectorPage(String text) {
        this.text = text;
    }

    static ConnectorPage read(Path file) {
        return new ConnectorPage(textOf(file));
    }

    /** The headings of the second level. */
    List<String> headings() {
        return text.lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
    }

    /** The keys of a type's table of settings, with what stands in the column of defaults. */
    Map<String, String> settings(String type) {
        String section = section(text, "## Settings");
        String own = section(section, "### `" + type + "`");
        Map<String, String> rows = new LinkedHashMap<>();
        (own.isEmpty() ? section : own)
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> {
                    if (rows.put(row.group(1), row.group(3).strip()) != null) {
                        throw new AssertionError("listed twice: " + row.group(1));
                    }
                });
        return rows;
    }

    /** The definitions that the page shows. */
    List<Map<String, String>> stanzas() {
        List<Map<String, String>> stanzas = new ArrayList<>();
        STANZA.matcher(text).results().map(found -> parse(found.group(1))).forEach(stanzas::add);
        return stanzas;
    }

    /** Reads a definition as it lies in {@code etc/}. */
    static Map<String, String> definition(Path file) {
        return parse(textOf(file));
    }

    private static Map<String, String> parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return values;
    }

    /** The lines below a heading, up to the next one of its level. */
    private static String section(String text, String heading) {
        String level = heading.substring(0, heading.indexOf(' ') + 1);
        Stream<String> below =
                text.lines().dropWhile(line -> !line.equals(heading)).skip(1);
        return String.join(
                "\n", below.takeWhile(line -> !line.startsWith(level)).toList());
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
