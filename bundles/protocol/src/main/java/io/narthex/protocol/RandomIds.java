package io.narthex.protocol;

import java.security.SecureRandom;

/** Random ids and secrets in the alphabet that dex uses: lower case letters and digits, a letter first. */
public final class RandomIds {

    private static final char[] ALPHABET = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomIds() {}

    /** 25 characters, of which 24 carry 120 bits. */
    public static String next() {
        byte[] bytes = new byte[25];
        RANDOM.nextBytes(bytes);
        char[] id = new char[25];
        id[0] = (char) ('a' + (bytes[0] & 0xff) % 26);
        for (int i = 1; i < id.length; i++) {
            id[i] = ALPHABET[bytes[i] & 31];
        }
        return new String(id);
    }

    /** Whether the text has the form of {@link #next()}. */
    public static boolean isId(String text) {
        if (text.length() != 25 || text.charAt(0) < 'a' || text.charAt(0) > 'z') {
            return false;
        }
        return text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '2' && c <= '7'));
    }
}
