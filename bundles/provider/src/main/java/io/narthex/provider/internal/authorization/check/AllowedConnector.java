package io.narthex.provider.internal.authorization.check;

import io.narthex.protocol.ErrorCode;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.internal.client.ClientPolicy;
import java.util.Optional;

/** The connector that the client asks for is there and allowed to it; dex's {@code connector_id}. */
final class AllowedConnector implements AuthorizationCheck {

    private final ClientPolicy policy;
    private final ConnectorRegistry connectors;

    AllowedConnector(ClientPolicy policy, ConnectorRegistry connectors) {
        this.policy = policy;
        this.connectors = connectors;
    }

    @Override
    public void check(Draft draft) {
        Optional<String> id = draft.parameters.find("connector_id");
        id.filter(asked -> connectors.find(asked).isEmpty() || !policy.allowsConnector(draft.client(), asked))
                .ifPresent(asked -> {
                    throw draft.error(
                            ErrorCode.INVALID_REQUEST, "connector_id: unknown or not allowed, got '" + asked + "'");
                });
        draft.connectorId = id;
    }
}
