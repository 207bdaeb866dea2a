package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.internal.client.ClientPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The client asks for a combination of response types, in any order, that is switched on and that it may ask for; RFC 6749,
 * sections 3.1.1 and 4.1.2.1, and OAuth 2.0 Multiple Response Type Encoding Practices, sections 3 and 5.
 */
final class SupportedResponseType implements AuthorizationCheck {

    private final ClientPolicy policy;

    SupportedResponseType(ClientPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void check(Draft draft) {
        String asked = draft.parameters.require("response_type");
        List<Optional<ResponseType>> words = draft.parameters.words("response_type").stream()
                .map(ResponseType::of)
                .toList();
        Set<ResponseType> types =
                words.stream().flatMap(Optional::stream).collect(Collectors.toCollection(HashSet::new));
        if (words.contains(Optional.<ResponseType>empty())
                || !draft.settings.oauth2().allows(types)) {
            throw draft.error(
                    ErrorCode.UNSUPPORTED_RESPONSE_TYPE,
                    "response_type: expected one of " + supported(draft) + ", got '" + asked + "'");
        }
        if (!policy.allowsResponse(draft.client(), types)) {
            throw draft.error(
                    ErrorCode.UNAUTHORIZED_CLIENT, "response_type: not allowed to this client, got '" + asked + "'");
        }
        draft.responseTypes = types;
    }

    private static String supported(Draft draft) {
        return ResponseType.COMBINATIONS.stream()
                .filter(draft.settings.oauth2()::allows)
                .map(ResponseType::words)
                .collect(Collectors.joining(", "));
    }
}
