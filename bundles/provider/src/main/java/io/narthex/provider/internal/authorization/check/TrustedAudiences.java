package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.provider.internal.client.Audience;
import io.narthex.provider.internal.client.Clients;
import java.util.List;

/** The clients for which a token is wanted trust this one; {@code trustedPeers} of the client named. */
final class TrustedAudiences implements AuthorizationCheck {

    private final Clients clients;

    TrustedAudiences(Clients clients) {
        this.clients = clients;
    }

    @Override
    public void check(Draft draft) {
        List<String> untrusting = Audience.untrusting(draft.client(), draft.scopes, clients);
        if (!untrusting.isEmpty()) {
            throw draft.error(
                    ErrorCode.INVALID_SCOPE,
                    "scope: client '" + draft.client().id() + "' is not trusted by '" + String.join(" ", untrusting)
                            + "'");
        }
    }
}
