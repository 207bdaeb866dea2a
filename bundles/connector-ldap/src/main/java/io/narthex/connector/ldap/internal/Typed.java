package io.narthex.connector.ldap.internal;

import java.nio.charset.StandardCharsets;

/** What people type, before a server sees it. */
final class Typed {

    private static final int MOST_NAME = 256;

    /** In bytes, as it travels. */
    private static final int MOST_PASSWORD = 1_024;

    private Typed() {}

    /**
     * Whether somebody may be called that. Control and format characters are ignored by the matching of many servers
     * (RFC 4518, section 2.2), so that one person would have any number of names; halves of characters are none.
     */
    static boolean isName(String text) {
        return !text.codePoints().allMatch(Typed::isBlank)
                && text.length() <= MOST_NAME
                && text.codePoints().noneMatch(Typed::isNoPartOfName);
    }

    /**
     * Whether it may be a password. With an empty one a server lets everybody in as nobody and says that all is well
     * (RFC 4513, section 5.1.2), and some take a blank one, or what stands before a NUL, for empty.
     */
    static boolean isPassword(String text) {
        return !text.codePoints().allMatch(Typed::isBlank)
                && text.indexOf('\0') < 0
                && StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.getBytes(StandardCharsets.UTF_8).length <= MOST_PASSWORD;
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || isNoPartOfName(character);
    }

    private static boolean isNoPartOfName(int character) {
        int type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
