package io.narthex.provider;

import io.narthex.connector.Connector;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/** The connectors, whichever source defines them. A service; the only one that opens and closes connectors. */
@ProviderType
public interface ConnectorRegistry {

    /** All defined connectors, sorted by name without regard to case, then by id. */
    List<ConnectorStatus> connectors();

    /** One connector. */
    Optional<ConnectorStatus> find(String id);

    /**
     * Calls a connector. Waits for a bounded time if its bundle is being exchanged; an instance is not closed while a call
     * is inside.
     *
     * @param call what to do with it; must not keep it
     * @throws UnknownConnectorException if no such connector is defined
     * @throws ConnectorNotReadyException if it could not be opened, or did not come back in time
     */
    <T> T use(String id, Function<Connector, T> call);

    /**
     * Says that the upstream of a connector has just told us of somebody. An {@link
     * io.narthex.connector.UpstreamUnavailableException} that left {@link #use} before is over then; until this is said, or a
     * while has passed, it is the {@link ConnectorStatus#problem} of the connector.
     *
     * @param id of the connector; nothing happens if there is none
     */
    void answered(String id);
}
