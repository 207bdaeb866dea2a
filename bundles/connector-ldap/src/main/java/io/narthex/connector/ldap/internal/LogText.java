package io.narthex.connector.ldap.internal;

import org.jspecify.annotations.Nullable;

/** Text from elsewhere, made fit for one line of a log. */
final class LogText {

    private static final int MOST = 400;

    private LogText() {}

    /** The text without control and format characters, cut to a bearable length. */
    static String of(@Nullable String text) {
        String plain = text == null ? "" : text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
        return plain.length() <= MOST ? plain : plain.substring(0, MOST) + "...";
    }
}
