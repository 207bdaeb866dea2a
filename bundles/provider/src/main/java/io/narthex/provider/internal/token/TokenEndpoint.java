package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientAccess;
import io.narthex.provider.internal.client.ClientAuthentication;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers clients: 1. a grant type that is switched on, 2. an authenticated client, 3. who may use it, 4. the grant type's own
 * rules.
 */
final class TokenEndpoint {

    private final Map<String, GrantType> grantTypes;
    private final Clients clients;
    private final ClientAuthentication authentication;
    private final ClientPolicy policy;

    TokenEndpoint(List<GrantType> grantTypes, ClientAccess access, ClientPolicy policy) {
        this.grantTypes =
                grantTypes.stream().collect(Collectors.toUnmodifiableMap(GrantType::name, Function.identity()));
        this.clients = access.clients();
        this.authentication = access.authentication();
        this.policy = policy;
    }

    TokenResponse answer(Parameters form, Optional<String> authorization) {
        String name = form.require("grant_type");
        GrantType grantType = Optional.ofNullable(grantTypes.get(name))
                .orElseThrow(() -> new OAuthException(
                        ErrorCode.UNSUPPORTED_GRANT_TYPE, "grant_type: not supported, got '" + name + "'"));
        policy.requireSwitchedOn(name);
        Client client = authentication.authenticate(form, authorization, "/token");
        policy.requireGrant(client, name);
        TokenResponse response = grantType.answer(form, client);
        clients.used(client);
        return response;
    }
}
