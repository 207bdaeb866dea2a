package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.ResponseType;
import io.narthex.protocol.Scope;
import java.util.List;

/** The scopes are known and one of them is openid; OpenID Connect Core 1.0, section 3.1.2.1 ({@code scope}). */
final class KnownScopes implements AuthorizationCheck {

    @Override
    public void check(Draft draft) {
        List<String> scopes =
                draft.parameters.words("scope").stream().distinct().toList();
        if (!scopes.contains(Scope.OPENID)) {
            throw draft.error(ErrorCode.INVALID_SCOPE, "scope: expected openid among the scopes");
        }
        List<String> unknown =
                scopes.stream().filter(scope -> !Scope.isKnown(scope)).toList();
        if (!unknown.isEmpty()) {
            throw draft.error(ErrorCode.INVALID_SCOPE, "scope: unknown '" + String.join(" ", unknown) + "'");
        }
        // OpenID Connect Core 1.0, section 11: ignored where there is no code, and so no refresh token.
        draft.scopes = draft.responseTypes.contains(ResponseType.CODE)
                ? scopes
                : scopes.stream()
                        .filter(scope -> !scope.equals(Scope.OFFLINE_ACCESS))
                        .toList();
    }
}
