package io.narthex.connector.ldap.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Values of attributes as text. Most are UTF-8; those of Active Directory that are not have a usual form. */
final class ValueText {

    private static final int GUID_LENGTH = 16;
    private static final int SID_HEADER = 8;
    private static final int SID_PART = 4;

    private ValueText() {}

    /**
     * The text of a value: {@code objectGUID} as Microsoft's tools show it, {@code objectSid} as {@code S-1-5-...}, others as
     * UTF-8, or as hexadecimal digits if they are not UTF-8.
     */
    static String of(String attribute, byte[] value) {
        return switch (attribute.toLowerCase(Locale.ROOT)) {
            case "objectguid" -> value.length == GUID_LENGTH ? guid(value) : text(value);
            case "objectsid" -> isSid(value) ? sid(value) : text(value);
            default -> text(value);
        };
    }

    private static String text(byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            return HexFormat.of().formatHex(value);
        }
    }

    /** The first three fields of a GUID are stored with the lowest byte first. */
    private static String guid(byte[] value) {
        ByteBuffer little = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
        long high = ((long) little.getInt() << 32)
                | ((long) (little.getShort() & 0xFFFF) << 16)
                | (little.getShort() & 0xFFFF);
        return new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong()).toString();
    }

    private static boolean isSid(byte[] value) {
        return value.length >= SID_HEADER && value[0] == 1 && value.length == SID_HEADER + SID_PART * value[1];
    }

    private static String sid(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        long authority = bytes.getLong() & 0xFFFF_FFFF_FFFFL;
        StringBuilder text = new StringBuilder("S-1-").append(authority);
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            text.append('-').append(bytes.getInt() & 0xFFFF_FFFFL);
        }
        return text.toString();
    }
}
