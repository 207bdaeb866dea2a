package io.narthex.provider.internal;

import io.narthex.connector.Connector;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.UnknownConnectorException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/** Connectors that are simply there. */
public final class FakeConnectors implements ConnectorRegistry {

    private final Map<String, Connector> connectors = new ConcurrentSkipListMap<>();

    public void put(String id, Connector connector) {
        connectors.put(id, connector);
    }

    public void remove(String id) {
        connectors.remove(id);
    }

    @Override
    public List<ConnectorStatus> connectors() {
        return connectors.keySet().stream().map(FakeConnectors::status).toList();
    }

    @Override
    public Optional<ConnectorStatus> find(String id) {
        return Optional.of(id).filter(connectors::containsKey).map(FakeConnectors::status);
    }

    @Override
    public <T> T use(String id, Function<Connector, T> call) {
        return call.apply(Optional.ofNullable(connectors.get(id)).orElseThrow(() -> new UnknownConnectorException(id)));
    }

    @Override
    public void answered(String id) {
        // nobody asks for its health here
    }

    private static ConnectorStatus status(String id) {
        return new ConnectorStatus(id, "fake", "Fake " + id, ConnectorStatus.State.READY, Optional.empty());
    }
}
