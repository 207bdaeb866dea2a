package io.narthex.provider.internal.authorization.check;

import io.narthex.provider.internal.client.ClientPolicy;

/** The client may ask for these scopes, and the clients for which a token is wanted trust this one; {@code allowedScopes} of the client, {@code trustedPeers} of those named. */
final class AllowedScopes implements AuthorizationCheck {

    private final ClientPolicy policy;

    AllowedScopes(ClientPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void check(Draft draft) {
        policy.requireScopes(draft.client(), draft.scopes);
    }
}
