package io.narthex.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Reads the settings of one thing. Keys are dotted where they nest ({@code userSearch.baseDN}), elements of lists are
 * numbered from zero ({@code orgs.0.name}). An empty value counts as absent.
 *
 * <p>Every reading method throws {@link InvalidSettingException} where the value is not of the form asked for. Values that
 * may be secrets are quoted in no message: only {@link #flag}, {@link #number}, {@link #duration}, {@link #uri} and
 * {@link #choice} quote what they found.
 */
public final class Settings {

    private final Map<String, String> values;
    private final String prefix;
    private final Set<String> asked;

    private Settings(Map<String, String> values, String prefix, Set<String> asked) {
        this.values = values;
        this.prefix = prefix;
        this.asked = asked;
    }

    /** Settings read from flat keys. */
    public static Settings of(Map<String, String> values) {
        return new Settings(new TreeMap<>(values), "", ConcurrentHashMap.newKeySet());
    }

    /** A text that must be there. */
    public String text(String key) {
        return optionalText(key).orElseThrow(() -> missing(key, "a value"));
    }

    /** A text, or else the default. */
    public String text(String key, String byDefault) {
        return optionalText(key).orElse(byDefault);
    }

    /** A text that may be absent; without the white space around it. */
    public Optional<String> optionalText(String key) {
        asked.add(prefix + key);
        return Optional.ofNullable(values.get(prefix + key)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** {@code true} or {@code false}, or else the default. */
    public boolean flag(String key, boolean byDefault) {
        return optionalText(key)
                .map(value -> switch (value.toLowerCase(Locale.ROOT)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(key, "true or false", value);
                })
                .orElse(byDefault);
    }

    /** A whole number within bounds, or else the default. */
    public int number(String key, int byDefault, int least, int most) {
        Optional<String> value = optionalText(key);
        if (value.isEmpty()) {
            return byDefault;
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, together with a number out of bounds
        }
        throw wrong(key, "a whole number from " + least + " to " + most, value.get());
    }

    /** A length of time such as {@code 30s}, {@code 10m}, {@code 24h} or {@code 1h30m} within bounds, or else the default. */
    public Duration duration(String key, Duration byDefault, Duration least, Duration most) {
        Optional<String> value = optionalText(key);
        if (value.isEmpty()) {
            return byDefault;
        }
        return Durations.parse(value.get())
                .filter(length -> length.compareTo(least) >= 0 && length.compareTo(most) <= 0)
                .orElseThrow(() -> wrong(
                        key,
                        "a length of time from " + Durations.format(least) + " to " + Durations.format(most)
                                + ", such as 90s, 10m or 1h30m",
                        value.get()));
    }

    /** An absolute {@code http} or {@code https} address with a host, without user information and fragment. */
    public URI uri(String key) {
        return optionalUri(key).orElseThrow(() -> missing(key, "an absolute http or https address"));
    }

    /** As {@link #uri}, but may be absent. */
    public Optional<URI> optionalUri(String key) {
        return optionalText(key).map(value -> {
            try {
                URI uri = new URI(value);
                String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
                if ((scheme.equals("http") || scheme.equals("https"))
                        && uri.getHost() != null
                        && uri.getRawUserInfo() == null
                        && uri.getRawFragment() == null) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                // answered below
            }
            throw wrong(key, "an absolute http or https address", value);
        });
    }

    /** One of the constants of an enum, written as its name in lower case with dashes, or else the default. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E byDefault) {
        return optionalText(key)
                .map(value -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> word(constant).equals(value))
                        .findFirst()
                        .orElseThrow(() -> wrong(
                                key,
                                "one of "
                                        + Arrays.stream(type.getEnumConstants())
                                                .map(Settings::word)
                                                .collect(Collectors.joining(", ")),
                                value)))
                .orElse(byDefault);
    }

    /** Texts separated by commas, or numbered ({@code key.0}, {@code key.1}) where they hold commas; empty if absent. */
    public List<String> list(String key) {
        List<String> numbered = new ArrayList<>();
        for (int i = 0; values.containsKey(prefix + key + "." + i); i++) {
            int element = i;
            numbered.add(optionalText(key + "." + i).orElseThrow(() -> missing(key + "." + element, "a value")));
        }
        List<String> separated = optionalText(key)
                .map(value ->
                        Arrays.stream(value.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
        if (!numbered.isEmpty() && !separated.isEmpty()) {
            throw new InvalidSettingException(prefix + key, "expected either one list or numbered keys, got both");
        }
        if (separated.contains("")) {
            throw new InvalidSettingException(prefix + key, "expected values between the commas, got an empty one");
        }
        return numbered.isEmpty() ? separated : List.copyOf(numbered);
    }

    /** The settings below a key: {@code section("userSearch").text("baseDN")} reads {@code userSearch.baseDN}. */
    public Settings section(String key) {
        return new Settings(values, prefix + key + ".", asked);
    }

    /** The numbered sections of a list: {@code orgs.0}, {@code orgs.1}, as far as there are any without a gap. */
    public List<Settings> sections(String key) {
        List<Settings> sections = new ArrayList<>();
        for (int i = 0; section(key + "." + i).isPresent(); i++) {
            sections.add(section(key + "." + i));
        }
        return List.copyOf(sections);
    }

    /** Whether there is any key in this section. */
    public boolean isPresent() {
        return values.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    /** The section's keys and values as they are, without its prefix, for what is handed on unread; counts as asked for. */
    public Map<String, String> remaining() {
        Map<String, String> rest = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix) && asked.add(key)) {
                rest.put(key.substring(prefix.length()), value);
            }
        });
        return rest;
    }

    /** The keys that were asked for so far, in full; after everything was read, those that are known. */
    public Set<String> asked() {
        return new TreeSet<>(asked);
    }

    /**
     * Refuses the keys that nobody asked for, in this section or elsewhere. Called last.
     *
     * @throws InvalidSettingException naming the first such key and the known ones
     */
    public void rejectUnknown() {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(asked);
        for (String key : unknown) {
            String known = asked.isEmpty() ? "none" : "one of " + String.join(", ", asked());
            throw new InvalidSettingException(key, "unknown key, expected " + known);
        }
    }

    /** The exception for a value that was read as text and then found wrong; quotes it. */
    public InvalidSettingException wrong(String key, String expected, String found) {
        return new InvalidSettingException(prefix + key, "expected " + expected + ", got '" + found + "'");
    }

    /** The exception for a value that must be there under some condition only its reader knows. */
    public InvalidSettingException missing(String key, String expected) {
        return new InvalidSettingException(prefix + key, "missing, expected " + expected);
    }

    /** The keys only. */
    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
