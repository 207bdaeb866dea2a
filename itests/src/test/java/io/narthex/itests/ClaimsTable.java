package io.narthex.itests;

import static org.junit.Assert.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table "In the ID token" of a connector's page, held to a token that somebody really got. */
public final class ClaimsTable {

    /** What every ID token says of itself and of the sign-in; told by docs/protocol.md. */
    private static final Set<String> NOT_OF_THE_PERSON = Set.of(
            "iss",
            "aud",
            "exp",
            "iat",
            "nbf",
            "jti",
            "azp",
            "nonce",
            "auth_time",
            "acr",
            "amr",
            "at_hash",
            "c_hash",
            "s_hash",
            "sid");

    private static final Path PAGES = Path.of("../docs/connectors");
    private static final String HEADING = "### In the ID token";
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\|.*");

    private ClaimsTable() {}

    /** The page names the claims of this token that are about the person, with just these values, and no others. */
    public static void assertTells(String connector, JsonObject claims) {
        Map<String, String> token = new TreeMap<>();
        claims.asMap().forEach((name, value) -> {
            if (!NOT_OF_THE_PERSON.contains(name)) {
                token.put(name, text(value));
            }
        });
        assertEquals("docs/connectors/" + connector + ".md", token, rows(PAGES.resolve(connector + ".md")));
    }

    private static Map<String, String> rows(Path page) {
        Map<String, String> rows = new TreeMap<>();
        try {
            Files.readString(page)
                    .lines()
                    .dropWhile(line -> !line.equals(HEADING))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("#"))
                    .map(ROW::matcher)
                    .filter(Matcher::matches)
                    .forEach(row -> rows.put(row.group(1), row.group(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static String text(JsonElement value) {
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }
}
