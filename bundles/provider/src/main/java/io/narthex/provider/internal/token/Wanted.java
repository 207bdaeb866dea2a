package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientPolicy;
import java.util.List;
import java.util.Set;

/** What a client wants that comes without an authorization request: scopes and resources, checked as that would be. */
final class Wanted {

    private Wanted() {}

    /**
     * Reads scopes and resources.
     *
     * @param senseless scopes that make no sense here
     * @throws OAuthException {@code invalid_scope} or {@code invalid_target} if the client may not have them
     */
    static Extent of(Parameters form, Client client, ClientPolicy policy, Set<String> senseless) {
        Extent extent = new Extent(form.words("scope").stream().distinct().toList(), form.all("resource"));
        policy.requireScopes(client, extent.scopes());
        policy.requireResources(client, extent.resources());
        List<String> refused =
                extent.scopes().stream().filter(senseless::contains).toList();
        if (!refused.isEmpty()) {
            throw new OAuthException(
                    ErrorCode.INVALID_SCOPE, "scope: not for this grant, got '" + String.join(" ", refused) + "'");
        }
        return extent;
    }
}
