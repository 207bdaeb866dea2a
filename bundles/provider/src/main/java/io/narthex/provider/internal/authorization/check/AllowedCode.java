package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.internal.client.ClientPolicy;

/** Who asks for a code may use it; RFC 6749, section 4.1.2.1 ({@code unsupported_response_type}, {@code unauthorized_client}). */
final class AllowedCode implements AuthorizationCheck {

    private final ClientPolicy policy;

    AllowedCode(ClientPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void check(Draft draft) {
        if (!draft.responseTypes.contains(ResponseType.CODE)) {
            return;
        }
        if (!draft.settings.oauth2().allows(GrantTypes.AUTHORIZATION_CODE)) {
            throw draft.error(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, "response_type: code is not supported");
        }
        if (!policy.allowsGrant(draft.client(), GrantTypes.AUTHORIZATION_CODE)) {
            throw draft.error(ErrorCode.UNAUTHORIZED_CLIENT, "response_type: code is not allowed to this client");
        }
    }
}
