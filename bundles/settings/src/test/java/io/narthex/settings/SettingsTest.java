package io.narthex.settings;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class SettingsTest {

    private enum Colour {
        DARK_RED,
        BLUE
    }

    @Test
    public void namesTheMissingKey() {
        assertRefused("clientID: missing, expected a value", () -> settings().text("clientID"));
    }

    @Test
    public void countsAnEmptyValueAsAbsent() {
        assertEquals(Optional.empty(), settings("a", "  ").optionalText("a"));
    }

    @Test
    public void quotesAWrongFlag() {
        assertRefused("a: expected true or false, got 'yes'", () -> settings("a", "yes")
                .flag("a", false));
    }

    @Test
    public void refusesNumbersThatAreNoneOrOutOfBounds() {
        assertEquals(7, settings("a", "7").number("a", 1, 1, 10));
        for (String wrong : List.of("0", "11", "seven", "99999999999")) {
            assertRefused("a: expected a whole number from 1 to 10, got '" + wrong + "'", () -> settings("a", wrong)
                    .number("a", 1, 1, 10));
        }
    }

    @Test
    public void readsLengthsOfTimeAsDexWritesThem() {
        Map<String, Duration> table = Map.of(
                "90s", Duration.ofSeconds(90),
                "1h30m", Duration.ofMinutes(90),
                "30d", Duration.ofDays(30),
                "1m500ms", Duration.ofMillis(60_500));
        table.forEach((text, length) -> assertEquals(
                length, settings("a", text).duration("a", Duration.ZERO, Duration.ZERO, Duration.ofDays(60))));
    }

    @Test
    public void refusesALengthOfTimeWithoutUnit() {
        assertRefused(
                "a: expected a length of time from 1s to 1h, such as 90s, 10m or 1h30m, got '90'",
                () -> settings("a", "90").duration("a", Duration.ZERO, Duration.ofSeconds(1), Duration.ofHours(1)));
    }

    @Test
    public void refusesAddressesThatAreNotAbsolute() {
        for (String wrong :
                List.of("accounts", "/dex", "ftp://a", "http:///x", "http://u:p@a/", "http://a/#f", "a b")) {
            assertRefused(
                    "a: expected an absolute http or https address, got '" + wrong + "'",
                    () -> settings("a", wrong).uri("a"));
        }
    }

    @Test
    public void readsChoicesAsWords() {
        assertEquals(Colour.DARK_RED, settings("a", "dark-red").choice("a", Colour.class, Colour.BLUE));
        assertRefused("a: expected one of dark-red, blue, got 'green'", () -> settings("a", "green")
                .choice("a", Colour.class, Colour.BLUE));
    }

    @Test
    public void readsListsInBothForms() {
        assertEquals(List.of("x", "y"), settings("a", "x, y").list("a"));
        assertEquals(List.of("x,y", "z"), settings("a.0", "x,y", "a.1", "z").list("a"));
        assertEquals(List.of(), settings().list("a"));
        assertRefused("a: expected values between the commas, got an empty one", () -> settings("a", "x,,y")
                .list("a"));
        assertRefused("a: expected either one list or numbered keys, got both", () -> settings("a", "x", "a.0", "y")
                .list("a"));
    }

    @Test
    public void readsSectionsAndNamesTheirKeysInFull() {
        Settings settings = settings("orgs.0.name", "kubernetes", "orgs.1.name", "");
        assertEquals(2, settings.sections("orgs").size());
        assertEquals("kubernetes", settings.sections("orgs").get(0).text("name"));
        assertRefused(
                "orgs.1.name: missing, expected a value",
                () -> settings.sections("orgs").get(1).text("name"));
    }

    @Test
    public void refusesAKeyNobodyAskedFor() {
        Settings settings = settings("clientId", "x", "clientID", "y");
        settings.text("clientID");
        assertRefused("clientId: unknown key, expected one of clientID", settings::rejectUnknown);
    }

    @Test
    public void refusesAListElementBehindAGap() {
        Settings settings = settings("a.0", "x", "a.2", "y");
        settings.list("a");
        assertThrows(InvalidSettingException.class, settings::rejectUnknown);
    }

    @Test
    public void hidesValuesWhenPrinted() {
        String printed = settings("bindPW", "s3cret").toString();
        assertTrue(printed.contains("bindPW"));
        assertFalse(printed.contains("s3cret"));
    }

    private static Settings settings(String... keysAndValues) {
        Map<String, String> values = new java.util.HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return Settings.of(values);
    }

    private static void assertRefused(String message, org.junit.function.ThrowingRunnable reading) {
        assertEquals(
                message, assertThrows(InvalidSettingException.class, reading).getMessage());
    }
}
