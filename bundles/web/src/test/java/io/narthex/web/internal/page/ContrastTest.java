package io.narthex.web.internal.page;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/**
 * The colours of the style sheet against one another.
 *
 * @see <a href="https://www.w3.org/TR/WCAG22/#contrast-minimum">WCAG 2.2, 1.4.3 and 1.4.11</a>
 */
public class ContrastTest {

    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6});");

    private record Pair(String front, String back, double least) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair("ink", "card", 4.5),
            new Pair("ink", "hover", 4.5),
            new Pair("muted", "card", 4.5),
            new Pair("muted", "page", 4.5),
            new Pair("link", "card", 4.5),
            new Pair("link", "page", 4.5),
            new Pair("danger", "danger-soft", 4.5),
            new Pair("on-accent", "accent", 4.5),
            new Pair("on-accent", "accent-hover", 4.5),
            new Pair("line-strong", "card", 3),
            new Pair("danger", "card", 3),
            new Pair("accent", "card", 3),
            new Pair("focus", "card", 3),
            new Pair("focus", "page", 3));

    @Test
    public void coloursStandOutByDay() throws IOException {
        check(colours(styleSheet().split("@media", 2)[0]));
    }

    @Test
    public void coloursStandOutByNight() throws IOException {
        String[] parts = styleSheet().split("prefers-color-scheme: dark", -1);
        assertEquals(2, parts.length);
        check(colours(parts[1]));
    }

    private static void check(Map<String, Integer> colours) {
        for (Pair pair : PAIRS) {
            double contrast = contrast(colour(colours, pair.front()), colour(colours, pair.back()));
            assertTrue(pair + ", got " + contrast, contrast >= pair.least());
        }
    }

    private static int colour(Map<String, Integer> colours, String name) {
        Integer colour = colours.get(name);
        if (colour == null) {
            throw new AssertionError(name + ": no such colour");
        }
        return colour;
    }

    private static Map<String, Integer> colours(String css) {
        Map<String, Integer> colours = new HashMap<>();
        Matcher matcher = COLOUR.matcher(css);
        while (matcher.find()) {
            colours.put(matcher.group(1), Integer.parseInt(matcher.group(2), 16));
        }
        return colours;
    }

    private static double contrast(int one, int other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xff)
                + 0.7152 * linear(colour >> 8 & 0xff)
                + 0.0722 * linear(colour & 0xff);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static String styleSheet() throws IOException {
        try (InputStream in =
                ContrastTest.class.getResourceAsStream("/io/narthex/web/internal/asset/static/main.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
