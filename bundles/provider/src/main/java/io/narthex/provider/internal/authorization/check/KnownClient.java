package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.provider.internal.client.Clients;

/** The client is one of ours; RFC 6749, section 4.1.1 ({@code client_id}). An error is shown: there is nobody to tell. */
final class KnownClient implements AuthorizationCheck {

    private final Clients clients;

    KnownClient(Clients clients) {
        this.clients = clients;
    }

    @Override
    public void check(Draft draft) {
        String id = draft.parameters.require("client_id");
        draft.client(clients.find(id)
                .orElseThrow(
                        () -> draft.error(ErrorCode.UNAUTHORIZED_CLIENT, "client_id: unknown client '" + id + "'")));
    }
}
