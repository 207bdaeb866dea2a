package io.narthex.storage.sql.internal;

import io.narthex.storage.RecordChange;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What one node tells the others: lines of text, first the node and whether it goes on, then a kind and an id for each
 * change. Ids hold no line breaks.
 *
 * @param node the node that speaks
 * @param leaving whether it says good-bye
 * @param changes what it changed; none if this is only a sign of life
 */
record Notice(String node, boolean leaving, List<RecordChange> changes) {

    /** Where nodes meet. */
    static final String CHANNEL = "narthex";

    private static final int MAX_BYTES = 7900;
    private static final String GOES_ON = " here";
    private static final String LEAVES = " leaving";

    /** The texts that tell of these changes, none longer than PostgreSQL allows; one if there are no changes. */
    static List<String> of(String node, List<RecordChange> changes) {
        List<String> notices = new ArrayList<>();
        StringBuilder text = new StringBuilder(node + GOES_ON);
        int bytes = text.length();
        for (RecordChange change : changes) {
            String line = "\n" + change.kind() + " " + change.id();
            int more = line.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > MAX_BYTES) {
                notices.add(text.toString());
                text = new StringBuilder(node + GOES_ON);
                bytes = text.length();
            }
            text.append(line);
            bytes += more;
        }
        notices.add(text.toString());
        return notices;
    }

    /** The last that a node tells. */
    static String farewell(String node) {
        return node + LEAVES;
    }

    /** Reads any text without complaint: anybody who may use the database may have sent it. */
    static Notice read(String text) {
        List<String> lines = text.lines().toList();
        String first = lines.isEmpty() ? "" : lines.get(0);
        List<RecordChange> changes = new ArrayList<>();
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            int space = line.indexOf(' ');
            if (space > 0) {
                changes.add(new RecordChange(line.substring(0, space), line.substring(space + 1)));
            }
        }
        int space = first.indexOf(' ');
        return new Notice(space < 0 ? first : first.substring(0, space), first.endsWith(LEAVES), changes);
    }
}
