package io.narthex.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.Test;

public class TextsTest {

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final List<Texts> languages = BuiltIn.languages();

    @Test
    public void everyLanguageHasTheSameKeysAndPlaces() {
        Map<String, String> english = languages.get(0).messages();
        for (Texts language : languages) {
            assertEquals(
                    new TreeSet<>(english.keySet()),
                    new TreeSet<>(language.messages().keySet()));
            english.forEach((key, text) ->
                    assertEquals(key, places(text), places(language.messages().getOrDefault(key, ""))));
        }
    }

    @Test
    public void germanIsNotEnglish() {
        Map<String, String> english = languages.get(0).messages();
        languages.get(1).messages().forEach((key, text) -> {
            if (!text.isEmpty()) {
                assertTrue(key, !text.equals(english.get(key)));
            }
        });
    }

    @Test
    public void everyProblemHasItsTextsAndEnoughArguments() {
        for (Texts language : languages) {
            for (Problem problem : Problem.values()) {
                for (String part : List.of("title", "text", "next")) {
                    String text = language.messages().getOrDefault("error." + problem.key() + "." + part, "");
                    assertTrue(problem + " " + part, !text.isEmpty());
                    assertTrue(problem + " " + part, places(text).size() <= problem.arguments());
                }
            }
        }
    }

    @Test
    public void noTextIsLeftUnused() {
        Rendering rendering = Rendering.builtIn();
        String shown = SamplePages.all().values().stream()
                .map(page -> Jsoup.parse(rendering.html(page).replaceAll("</?noscript>", "")))
                .map(html ->
                        html.title() + html.text() + html.select("[aria-label]").eachAttr("aria-label"))
                .collect(Collectors.joining());
        languages.get(0).messages().forEach((key, text) -> {
            String longest = PLACE.splitAsStream(text)
                    .max(Comparator.comparing(String::length))
                    .orElse("");
            boolean notInSamples = key.equals("error.way.tryAgain") || key.equals("error.way.back");
            assertTrue(key, notInSamples || shown.contains(longest.strip()));
        });
    }

    @Test
    public void placesAreFilledOnce() {
        Texts texts = new Texts(Locale.ENGLISH, Map.of("a", "{0} and {1} and {0}, it's"));
        assertEquals("{1} and $0 and {1}, it's", texts.get("a", "{1}", "$0"));
        assertThrows(IllegalArgumentException.class, () -> texts.get("a", "x"));
        assertThrows(IllegalArgumentException.class, () -> texts.get("b"));
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
