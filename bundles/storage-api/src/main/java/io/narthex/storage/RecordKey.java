package io.narthex.storage;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * What a record is called.
 *
 * @param kind what sort of thing it is: lower case letters and dashes, 1 to 32 of them
 * @param id unique within the kind, compared byte by byte: 1 to 255 bytes of UTF-8 without control characters
 */
public record RecordKey(String kind, String id) {

    /** The longest id, in bytes of UTF-8. */
    public static final int MAX_ID_BYTES = 255;

    /**
     * The order of ids in every listing: that of their bytes in UTF-8, which is that of their code points, whatever the
     * language of the machine or the database.
     */
    public static final Comparator<String> ID_ORDER = Utf8::compare;

    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,31}");

    /**
     * Checks both parts.
     *
     * @throws IllegalArgumentException if one of them is not of the form given above
     */
    public RecordKey {
        if (!KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("kind: expected 1 to 32 letters a-z and dashes, got '" + kind + "'");
        }
        int bytes = id.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > MAX_ID_BYTES || !Utf8.isPrintable(id)) {
            throw new IllegalArgumentException("id: expected 1 to " + MAX_ID_BYTES
                    + " bytes of text without control characters, got " + bytes + " bytes");
        }
    }
}
