package io.narthex.provider.internal.connector;

import io.narthex.settings.Settings;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a connector shall be.
 *
 * @param id part of every {@code sub} it vouches for
 * @param type who opens it
 * @param name what people see on the button
 * @param settings the type's own keys, secrets resolved
 */
record ConnectorDefinition(String id, String type, String name, Map<String, String> settings) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,127}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9-]{1,64}");

    ConnectorDefinition {
        settings = Map.copyOf(settings);
    }

    /** Reads a definition from settings, of which all other keys are the type's own. */
    static ConnectorDefinition read(String byDefault, Settings settings) {
        String type = settings.text("type");
        if (!TYPE.matcher(type).matches()) {
            throw settings.wrong("type", "letters, digits and dashes, such as ldap", type);
        }
        String name = settings.text("name");
        String id = settings.text("id", byDefault);
        if (!ID.matcher(id).matches()) {
            throw settings.wrong("id", "up to 128 letters, digits, dots, dashes, underlines and tildes", id);
        }
        return new ConnectorDefinition(id, type, name, settings.remaining());
    }

    /** Whether the other one opens the same connector, be it under another name. */
    boolean opensLike(ConnectorDefinition other) {
        return id.equals(other.id) && type.equals(other.type) && settings.equals(other.settings);
    }

    /** Without the settings, which may hold secrets. */
    @Override
    public String toString() {
        return "ConnectorDefinition[" + id + ", " + type + "]";
    }
}
