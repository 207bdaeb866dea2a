package io.narthex.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How an answer travels to the client; OAuth 2.0 Multiple Response Type Encoding Practices, section 2.1 and OAuth 2.0 Form
 * Post Response Mode.
 */
public enum ResponseMode {
    /** In the query of the redirect URI. */
    QUERY,
    /** In the fragment of the redirect URI. */
    FRAGMENT,
    /** In a form that the browser posts to the redirect URI. */
    FORM_POST;

    /** As it stands in the parameter. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of that word, if there is one. */
    public static Optional<ResponseMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }

    /**
     * The mode of a request that names none: the fragment as soon as a token is in the answer, since queries end up in logs;
     * Multiple Response Types, section 3 and 5.
     */
    public static ResponseMode byDefault(Set<ResponseType> types) {
        return types.contains(ResponseType.TOKEN) || types.contains(ResponseType.ID_TOKEN) ? FRAGMENT : QUERY;
    }
}
