package io.narthex.web.internal.page;

import java.util.List;
import java.util.Map;

/** Says in the reader's language what an application gets with a scope. */
final class ScopeTexts {

    private static final Map<String, String> KEYS = Map.of(
            "profile", "scope.profile",
            "email", "scope.email",
            "groups", "scope.groups",
            "offline_access", "scope.offlineAccess",
            "federated:id", "scope.federatedId");

    private static final String AUDIENCE = "audience:server:client_id:";

    private ScopeTexts() {}

    /** One sentence for each scope, in the order given and without repetition; none for {@code openid}. */
    static List<String> describe(List<String> scopes, Texts texts) {
        return scopes.stream()
                .filter(scope -> !scope.equals("openid"))
                .distinct()
                .map(scope -> describe(scope, texts))
                .toList();
    }

    private static String describe(String scope, Texts texts) {
        if (scope.startsWith(AUDIENCE)) {
            return texts.get("scope.audience", scope.substring(AUDIENCE.length()));
        }
        String key = KEYS.get(scope);
        return key == null ? texts.get("scope.other", scope) : texts.get(key);
    }
}
