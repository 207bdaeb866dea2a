package io.narthex.provider.internal.authorization.check;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the client would like and may not get: {@code login_hint}, {@code ui_locales}, {@code acr_values}; OpenID Connect Core
 * 1.0, section 3.1.2.1. What is too much of it is passed over and no error. {@code display} and {@code claims_locales} change
 * nothing, since our pages fit every display and claims come in one language.
 */
final class Hints implements AuthorizationCheck {

    private static final int MAX_WORDS = 8;
    private static final int MAX_TEXT = 1_024;

    /** RFC 5646, section 2.1, roughly. */
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,7}");

    @Override
    public void check(Draft draft) {
        draft.loginHint = draft.parameters.find("login_hint").filter(hint -> hint.length() <= MAX_TEXT);
        draft.uiLocales = words(draft, "ui_locales", LANGUAGE.asMatchPredicate());
        draft.acrValues = words(draft, "acr_values", word -> word.length() <= MAX_TEXT / MAX_WORDS);
        draft.parameters.find("display");
        draft.parameters.find("claims_locales");
    }

    private static List<String> words(Draft draft, String name, Predicate<String> fits) {
        return draft.parameters.words(name).stream()
                .filter(fits)
                .distinct()
                .limit(MAX_WORDS)
                .toList();
    }
}
