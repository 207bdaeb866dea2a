package io.narthex.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One word of {@code response_type}; OAuth 2.0 Multiple Response Type Encoding Practices, section 3. */
public enum ResponseType {
    /** An authorization code. */
    CODE,
    /** An access token. */
    TOKEN,
    /** An ID token. */
    ID_TOKEN;

    /** As it stands in the parameter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of that word, if there is one. */
    public static Optional<ResponseType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
