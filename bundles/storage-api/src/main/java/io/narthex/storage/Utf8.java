package io.narthex.storage;

/** What backends of every kind must agree on about text. */
final class Utf8 {

    private Utf8() {}

    /** Whether there is neither a control character nor half of a surrogate pair, which no encoding can hold. */
    static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(point -> Character.isISOControl(point) || isHalf(point));
    }

    /** The text, with each half of a surrogate pair turned into the replacement character. */
    static String repaired(String text) {
        if (text.codePoints().noneMatch(Utf8::isHalf)) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text.length());
        text.codePoints().map(point -> isHalf(point) ? 0xFFFD : point).forEach(repaired::appendCodePoint);
        return repaired.toString();
    }

    /** Compares as the bytes in UTF-8 would. */
    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                // Surrogates stand for code points above all others, though their numbers are not the highest.
                boolean leftIsHigh = Character.isSurrogate(left);
                return leftIsHigh == Character.isSurrogate(right) ? left - right : leftIsHigh ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
