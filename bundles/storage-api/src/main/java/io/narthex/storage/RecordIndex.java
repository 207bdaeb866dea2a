package io.narthex.storage;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One index entry: records that have it can be listed by it.
 *
 * @param name what it means: 1 to 32 letters a-z
 * @param value compared as a whole, byte by byte: 1 to 255 bytes of UTF-8 without control characters
 */
public record RecordIndex(String name, String value) {

    private static final Pattern NAME = Pattern.compile("[a-z]{1,32}");

    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException if one of them is not of the form given above
     */
    public RecordIndex {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("index: expected a name of 1 to 32 letters a-z, got '" + name + "'");
        }
        if (bytes == 0 || bytes > RecordKey.MAX_ID_BYTES || !Utf8.isPrintable(value)) {
            throw new IllegalArgumentException("index " + name + ": expected 1 to " + RecordKey.MAX_ID_BYTES
                    + " bytes of text without control characters, got " + bytes + " bytes");
        }
    }
}
