package io.narthex.connector.ldap.internal;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An attribute of entries, or {@code DN}, in any case, for their name.
 *
 * @param name as the operator wrote it
 */
record EntryAttribute(String name) {

    /** A name or an object identifier, with options. RFC 4512, section 2.5. */
    private static final Pattern FORM =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9-]*|[0-9]+(?:\\.[0-9]+)+)(?:;[A-Za-z0-9-]+)*");

    private static final String EXPECTED = "the name of an attribute, such as uid";

    static EntryAttribute required(Settings settings, String key) {
        return optional(settings, key).orElseThrow(() -> settings.missing(key, EXPECTED));
    }

    static EntryAttribute orElse(Settings settings, String key, String byDefault) {
        return optional(settings, key).orElse(new EntryAttribute(byDefault));
    }

    static Optional<EntryAttribute> optional(Settings settings, String key) {
        return settings.optionalText(key).map(name -> checked(settings, key, name));
    }

    static EntryAttribute checked(Settings settings, String key, String name) {
        if (!FORM.matcher(name).matches()) {
            throw settings.wrong(key, EXPECTED, name);
        }
        return new EntryAttribute(name);
    }

    boolean isDn() {
        return name.equalsIgnoreCase("DN");
    }

    /** The names to ask the server for, so that these can be read. */
    static String[] requested(Stream<EntryAttribute> attributes) {
        String[] names = attributes
                .filter(attribute -> !attribute.isDn())
                .map(EntryAttribute::name)
                .distinct()
                .toArray(String[]::new);
        // an empty list would ask for all there are; RFC 4511, section 4.5.1.8
        return names.length == 0 ? new String[] {"1.1"} : names;
    }

    /**
     * Its values in an entry, as text, without empty ones.
     *
     * @throws UpstreamUnavailableException if the server holds some back, as Active Directory does beyond its limit
     */
    List<String> values(Entry entry) {
        if (isDn()) {
            return List.of(entry.getDN());
        }
        Attribute attribute = entry.getAttribute(name);
        if (attribute == null) {
            requireNoRange(entry);
            return List.of();
        }
        return Arrays.stream(attribute.getValueByteArrays())
                .map(value -> ValueText.of(attribute.getBaseName(), value))
                .filter(value -> !value.isEmpty())
                .toList();
    }

    /** A part of the values comes under another name, {@code memberOf;range=0-1499}; [MS-ADTS] 3.1.1.3.1.3.3. */
    private void requireNoRange(Entry entry) {
        String beginning = name.toLowerCase(Locale.ROOT) + ";range=";
        if (entry.getAttributes().stream()
                .anyMatch(other -> other.getName().toLowerCase(Locale.ROOT).startsWith(beginning))) {
            throw new UpstreamUnavailableException(
                    "the server's limit is too low for all values of " + name + " of '" + entry.getDN() + "'");
        }
    }

    /** Its first value in an entry. */
    Optional<String> first(Entry entry) {
        return values(entry).stream().findFirst();
    }
}
