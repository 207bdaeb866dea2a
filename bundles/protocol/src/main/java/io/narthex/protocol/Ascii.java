package io.narthex.protocol;

/** The characters that RFC 6749, appendix A lets into error descriptions: printable ASCII without quote and backslash. */
final class Ascii {

    private Ascii() {}

    static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.append(allowed(c) ? (char) c : replacement(c)));
        return out.toString();
    }

    private static boolean allowed(int c) {
        return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\';
    }

    private static char replacement(int c) {
        return c == '"' ? '\'' : '?';
    }
}
