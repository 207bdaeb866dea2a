package io.narthex.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One word of {@code prompt}; OpenID Connect Core 1.0, section 3.1.2.1. */
public enum Prompt {
    /** Show no page. */
    NONE,
    /** Sign in again. */
    LOGIN,
    /** Ask for consent again. */
    CONSENT,
    /** Let the person choose. */
    SELECT_ACCOUNT;

    /** As it stands in the parameter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The prompt of that word, if there is one. */
    public static Optional<Prompt> of(String word) {
        return Arrays.stream(values())
                .filter(prompt -> prompt.word().equals(word))
                .findFirst();
    }
}
