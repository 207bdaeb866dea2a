package io.narthex.connector.tck;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.ConnectorFactory;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.Test;

/**
 * Compares the operator's page of a connector, and the example files of its definition, with what its factory really
 * reads. The page has the headings of all connector pages; its table of settings has the columns key, type, default
 * ({@code required} where there must be a value) and meaning.
 */
public abstract class ConnectorPageContract {

    private static final List<String> HEADINGS = List.of(
            "At a glance",
            "Set up the upstream",
            "Configure",
            "Settings",
            "How claims become an identity",
            "Trouble",
            "Install");

    /** The page, in Markdown. */
    protected abstract Path page();

    /** Example files that define a connector of the type. */
    protected abstract List<Path> examples();

    /** The type that the page is about; a page about several has a heading {@code ### `type`} over each table of settings. */
    protected abstract String type();

    /** The factory of the type. */
    protected abstract ConnectorFactory factory();

    /** Settings with which a connector opens and every key is read that there is. */
    protected abstract Map<String, String> settings();

    @Test
    public final void hasTheHeadingsOfAllConnectorPages() {
        assertEquals(HEADINGS, ConnectorPage.read(page()).headings());
    }

    @Test
    public final void listsTheSettingsThatAreReadAndNoOthers() {
        Settings settings = Settings.of(settings());
        factory().open("under-test", settings).close();
        assertEquals(
                settings.asked(),
                new TreeSet<>(ConnectorPage.read(page()).settings(type()).keySet()));
    }

    @Test
    public final void saysWhichSettingsAreRequired() {
        ConnectorPage.read(page()).settings(type()).forEach((key, byDefault) -> {
            Map<String, String> values = new HashMap<>(settings());
            values.remove(key);
            if (byDefault.equals("required")) {
                assertThrows(key, InvalidSettingException.class, () -> open(values));
            } else {
                open(values);
            }
        });
    }

    @Test
    public final void showsDefinitionsThatOpen() {
        List<Map<String, String>> ours = ConnectorPage.read(page()).stanzas().stream()
                .filter(stanza -> type().equals(stanza.get("type")))
                .toList();
        assertTrue("no definition of type " + type() + " on the page", !ours.isEmpty());
        ours.forEach(this::openDefinition);
    }

    @Test
    public final void comesWithExamplesThatOpen() {
        assertTrue("no example", !examples().isEmpty());
        examples().forEach(example -> openDefinition(ConnectorPage.definition(example)));
    }

    private void openDefinition(Map<String, String> definition) {
        Map<String, String> values = new TreeMap<>(definition);
        assertEquals(type(), values.remove("type"));
        assertTrue("no name", values.remove("name") != null);
        open(values);
    }

    private void open(Map<String, String> values) {
        Settings settings = Settings.of(values);
        factory().open("under-test", settings).close();
        settings.rejectUnknown();
    }
}
