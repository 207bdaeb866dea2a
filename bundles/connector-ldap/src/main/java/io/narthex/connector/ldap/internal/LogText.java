package io.narthex.connector.ldap.internal;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text from elsewhere, made fit for one line of a log. */
final class LogText {

    private static final int MOST = 400;

    /** What the LDAP SDK adds to the message of each exception, once for each that it wraps. */
    private static final Pattern SDK = Pattern.compile(", ldapSDKVersion=[^,')]*, revision=[0-9a-f]*");

    private LogText() {}

    /** The text without control and format characters, cut to a bearable length. */
    static String of(@Nullable String text) {
        String plain = text == null
                ? ""
                : SDK.matcher(text).replaceAll("").replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]", "?");
        return plain.length() <= MOST ? plain : plain.substring(0, MOST) + "...";
    }
}
