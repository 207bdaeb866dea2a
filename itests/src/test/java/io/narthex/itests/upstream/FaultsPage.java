package io.narthex.itests.upstream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of docs/connectors/faults.md, compared with what was seen. */
final class FaultsPage {

    private static final Path PAGE = Path.of("../docs/connectors/faults.md");
    private static final int COLUMNS = 5;

    private final Map<String, Row> rows;
    private final List<String> differences = new ArrayList<>();
    private final List<String> compared = new ArrayList<>();

    /**
     * What a fault leads to.
     *
     * @param person status and words of the page, or of the client's answer
     * @param log level and message of the only line; an ellipsis stands for what is different each time
     * @param health what {@code bin/narthex status} says of the connector; empty for nothing
     */
    record Row(String person, String log, String health) {}

    private FaultsPage(Map<String, Row> rows) {
        this.rows = rows;
    }

    static FaultsPage read() throws IOException {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : Files.exists(PAGE) ? Files.readAllLines(PAGE) : List.<String>of()) {
            List<String> cells = Arrays.stream(line.split("\\|", -1))
                    .map(cell -> cell.strip().replaceAll("^`|`$", ""))
                    .toList();
            if (line.startsWith("| `") && cells.size() == COLUMNS + 2) {
                rows.put(
                        key(cells.get(1), cells.get(2)),
                        new Row(cells.get(3), unlessNothing(cells.get(4)), unlessNothing(cells.get(5))));
            }
        }
        return new FaultsPage(rows);
    }

    /** Whether the page says so of a fault. */
    boolean tells(String connector, String fault, Row seen) {
        Row told = told(connector, fault);
        return matches(told.person(), seen.person())
                && matches(told.log(), seen.log())
                && matches(told.health(), seen.health());
    }

    /** Notes what was seen at last; what differs is told by {@link #differences}. */
    void compare(String connector, String fault, Row seen) {
        compared.add(key(connector, fault));
        if (!tells(connector, fault, seen)) {
            differences.add(key(connector, fault) + "\n  seen " + seen + "\n  told " + told(connector, fault));
        }
    }

    /** What the page says of these connectors otherwise than it is, or what nobody looked at. */
    String differences(String... connectors) {
        return rows.keySet().stream()
                        .filter(key -> !compared.contains(key))
                        .filter(key -> Arrays.stream(connectors).anyMatch(one -> key.startsWith(one + ": ")))
                        .map(key -> "told, but not seen: " + key + "\n")
                        .collect(Collectors.joining())
                + String.join("\n", differences);
    }

    private Row told(String connector, String fault) {
        return rows.getOrDefault(key(connector, fault), new Row("no row", "no row", "no row"));
    }

    /** An ellipsis stands for anything within a line, but not for a stack trace, which our logs write behind bars. */
    private static boolean matches(String told, String seen) {
        String pattern = Arrays.stream(told.split("\u2026", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining("(?:(?! \\| ).)*"));
        return seen.matches(pattern);
    }

    private static String unlessNothing(String cell) {
        return cell.equals("nothing") ? "" : cell;
    }

    private static String key(String connector, String fault) {
        return connector + ": " + fault;
    }
}
