package io.narthex.provider.internal.authorization.check;

import java.util.regex.Pattern;

/**
 * What the client would like and may not get: {@code login_hint}, {@code ui_locales}, {@code acr_values}; OpenID Connect Core
 * 1.0, section 3.1.2.1. What is too much of it is passed over and no error. {@code acr_values}, {@code display} and
 * {@code claims_locales} change nothing, since we claim no authentication context, our pages fit every display and claims come
 * in one language.
 */
final class Hints implements AuthorizationCheck {

    private static final int MAX_LANGUAGES = 8;
    private static final int MAX_TEXT = 1_024;

    /** RFC 5646, section 2.1, roughly. */
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,7}");

    @Override
    public void check(Draft draft) {
        draft.loginHint = draft.parameters.find("login_hint").filter(hint -> hint.length() <= MAX_TEXT);
        draft.uiLocales = draft.parameters.words("ui_locales").stream()
                .filter(LANGUAGE.asMatchPredicate())
                .distinct()
                .limit(MAX_LANGUAGES)
                .toList();
        draft.parameters.find("acr_values");
        draft.parameters.find("display");
        draft.parameters.find("claims_locales");
    }
}
