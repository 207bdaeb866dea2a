package io.narthex.protocol;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The combinations that a client can ask for; OpenID Connect Core 1.0, section 3. */
    public static final List<Set<ResponseType>> COMBINATIONS = List.of(
            Set.of(CODE),
            Set.of(ID_TOKEN),
            Set.of(ID_TOKEN, TOKEN),
            Set.of(CODE, ID_TOKEN),
            Set.of(CODE, TOKEN),
            Set.of(CODE, ID_TOKEN, TOKEN));

    /** The words of a combination in the order in which metadata lists them: {@code code id_token token}. */
    public static String words(Set<ResponseType> types) {
        return types.stream().map(ResponseType::word).sorted().collect(Collectors.joining(" "));
    }

    /** The types of words separated by single spaces, as {@link #words} writes them; words that are none are left out. */
    public static Set<ResponseType> set(String words) {
        return Arrays.stream(words.split(" ", -1))
                .map(ResponseType::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The type of that word, if there is one. */
    public static Optional<ResponseType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
