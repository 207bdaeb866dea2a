package io.narthex.web.internal.page;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of one language.
 *
 * @param locale the language
 * @param messages keys to texts, which may hold {@code {0}}, {@code {1}}
 */
public record Texts(Locale locale, Map<String, String> messages) {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    /** Control characters, and those that turn the direction of what follows: they could make one name look like another. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cntrl}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069]+");

    private static final int LONGEST = 160;

    /** Copies the messages. */
    public Texts {
        messages = Map.copyOf(messages);
    }

    /**
     * A text with its arguments in place.
     *
     * @throws IllegalArgumentException if there is no such text, or it has a place for which there is no argument
     */
    public String get(String key, String... arguments) {
        String text = messages.get(key);
        if (text == null) {
            throw new IllegalArgumentException(key + ": no such text in " + locale.toLanguageTag());
        }
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(argument(key, place.group(1), arguments)));
    }

    private static String argument(String key, String index, String... arguments) {
        int i = Integer.parseInt(index);
        if (i >= arguments.length) {
            throw new IllegalArgumentException(key + ": no argument for {" + i + "}");
        }
        return shown(arguments[i]);
    }

    /** A name from outside, made fit for showing: without control characters, and cut where it is very long. */
    static String shown(String name) {
        String clean = UNSEEN.matcher(name).replaceAll(" ").strip();
        return clean.codePointCount(0, clean.length()) <= LONGEST
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST)) + "…";
    }
}
