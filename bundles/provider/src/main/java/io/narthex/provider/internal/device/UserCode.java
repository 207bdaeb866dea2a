package io.narthex.provider.internal.device;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;

/**
 * What a device shows and a person types: eight consonants, so that it makes no word and nobody takes one letter for another;
 * RFC 8628, section 6.1.
 *
 * @param letters without the dash
 */
record UserCode(String letters) {

    private static final String ALPHABET = "BCDFGHJKLMNPQRSTVWXZ";
    private static final int LENGTH = 8;
    /** Longer than anybody types by mistake. */
    private static final int MAX_TYPED = 64;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new code. */
    static UserCode random() {
        StringBuilder letters = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            letters.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new UserCode(letters.toString());
    }

    /** Reads what somebody typed, in any case of letters, with dashes and spaces anywhere; empty if it is none. */
    static Optional<UserCode> parse(String typed) {
        if (typed.length() > MAX_TYPED) {
            return Optional.empty();
        }
        String letters = typed.toUpperCase(Locale.ROOT).replaceAll("[\\s\\-\u2010-\u2015]", "");
        boolean wellFormed = letters.length() == LENGTH && letters.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
        return wellFormed ? Optional.of(new UserCode(letters)) : Optional.empty();
    }

    /** As the device shows it. */
    String shown() {
        return letters.substring(0, LENGTH / 2) + "-" + letters.substring(LENGTH / 2);
    }

    @Override
    public String toString() {
        return "UserCode[...]";
    }
}
