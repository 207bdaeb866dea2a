package io.narthex.storage;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a record is called.
 *
 * @param kind what sort of thing it is: lower case letters and dashes, 1 to 32 of them
 * @param id unique within the kind, case-sensitive: 1 to 255 bytes of UTF-8 without control characters
 */
public record RecordKey(String kind, String id) {

    /** The longest id, in bytes of UTF-8. */
    public static final int MAX_ID_BYTES = 255;

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
        if (bytes == 0 || bytes > MAX_ID_BYTES || id.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "id: expected 1 to " + MAX_ID_BYTES + " bytes without control characters, got " + bytes + " bytes");
        }
    }
}
