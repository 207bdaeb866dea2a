package io.narthex.settings.internal;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Compares what was delivered with the file it was read from. A file that somebody is still writing is delivered in
 * pieces, and every piece may look like a good file; so a piece is not believed before the whole is there.
 */
final class FileOnDisk {

    /** How a file stands to what was delivered from it. */
    enum State {
        /** The file is whole, and is what was delivered. */
        WHOLE,
        /** The last line of the file is not finished. */
        HALF_WRITTEN,
        /** The file holds something else by now, which will be delivered soon. */
        NEWER
    }

    /** By then a newer file has been delivered; what still differs is read differently there than here. */
    private static final Duration DELIVERY = Duration.ofSeconds(3);

    private static final List<Charset> ENCODINGS = List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_8);
    private static final Pattern QUOTED = Pattern.compile("[A-Za-z]?\"(.*)\"", Pattern.DOTALL);

    private final Clock clock;

    FileOnDisk(Clock clock) {
        this.clock = clock;
    }

    State compare(Path file, Map<String, String> delivered) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0 || bytes[bytes.length - 1] != '\n') {
                return State.HALF_WRITTEN;
            }
            boolean quiet =
                    Files.getLastModifiedTime(file).toInstant().plus(DELIVERY).isBefore(clock.instant());
            return quiet || !file.toString().endsWith(".cfg") || holds(bytes, delivered) ? State.WHOLE : State.NEWER;
        } catch (IOException e) {
            // Being replaced at this moment: its successor will be delivered.
            return State.NEWER;
        }
    }

    private static boolean holds(byte[] bytes, Map<String, String> delivered) throws IOException {
        for (Charset encoding : ENCODINGS) {
            Properties properties = new Properties();
            try {
                properties.load(new StringReader(new String(bytes, encoding)));
            } catch (IllegalArgumentException e) {
                return false; // a malformed escape; File Install refuses it too and delivers nothing
            }
            if (same(properties, delivered)) {
                return true;
            }
        }
        return false;
    }

    private static boolean same(Properties onDisk, Map<String, String> delivered) {
        return onDisk.stringPropertyNames().stream()
                                .filter(key -> !Flat.isHousekeeping(key))
                                .count()
                        == delivered.size()
                && delivered.entrySet().stream()
                        .allMatch(entry -> same(onDisk.getProperty(entry.getKey(), ""), entry.getValue()));
    }

    private static boolean same(String onDisk, String delivered) {
        // File Install replaces ${...} while it reads.
        return onDisk.contains("${")
                || onDisk.strip().equals(delivered.strip())
                || QUOTED.matcher(onDisk.strip()).replaceFirst("$1").equals(delivered);
    }
}
