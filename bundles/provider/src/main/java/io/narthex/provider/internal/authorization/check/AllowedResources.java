package io.narthex.provider.internal.authorization.check;

import io.narthex.provider.internal.client.ClientPolicy;

/**
 * The client may have access tokens for the resource servers that it names; RFC 8707, section 2. What may be named stands in
 * its settings, so nothing that is no absolute address, or has a fragment, passes.
 */
final class AllowedResources implements AuthorizationCheck {

    private final ClientPolicy policy;

    AllowedResources(ClientPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void check(Draft draft) {
        draft.resources = draft.parameters.all("resource");
        policy.requireResources(draft.client(), draft.resources);
    }
}
