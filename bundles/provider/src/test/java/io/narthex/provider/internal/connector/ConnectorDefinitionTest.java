package io.narthex.provider.internal.connector;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.Test;

public class ConnectorDefinitionTest {

    private static final Map<String, String> GOOD =
            Map.of("type", "ldap", "name", "Staff", "host", "ldap.example.com", "userSearch.baseDN", "ou=people");

    @Test
    public void takesItsIdFromTheFileAndLeavesTheOtherKeysToTheType() {
        ConnectorDefinition definition = read("corp", GOOD);
        assertEquals(
                new ConnectorDefinition(
                        "corp", "ldap", "Staff", Map.of("host", "ldap.example.com", "userSearch.baseDN", "ou=people")),
                definition);
        assertFalse(definition.toString().contains("ldap.example.com"));
    }

    @Test
    public void takesItsIdFromItsKeyWhereThereIsOne() {
        assertEquals("other", read("corp", with("id", "other")).id());
    }

    @Test
    public void refusesWhatDoesNotFitIntoAnAddress() {
        for (String id : new String[] {"a/b", "a b", "-a", "ä", "a".repeat(129)}) {
            assertThrows(InvalidSettingException.class, () -> read("corp", with("id", id)));
        }
        assertThrows(InvalidSettingException.class, () -> read("", GOOD));
        assertThrows(InvalidSettingException.class, () -> read("corp", with("type", "ld ap")));
    }

    @Test
    public void namesWhatIsMissing() {
        for (String key : new String[] {"type", "name"}) {
            InvalidSettingException refusal =
                    assertThrows(InvalidSettingException.class, () -> read("corp", with(key, "")));
            assertEquals(key, refusal.key());
        }
    }

    @Test
    public void opensLikeAnotherOfAnotherName() {
        assertTrue(read("corp", GOOD).opensLike(read("corp", with("name", "People"))));
        assertFalse(read("corp", GOOD).opensLike(read("corp", with("host", "another"))));
    }

    private static ConnectorDefinition read(String name, Map<String, String> settings) {
        return ConnectorDefinition.read(name, Settings.of(settings));
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put(key, value);
        return settings;
    }
}
