package io.narthex.connector;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/** Opens connectors of one type. Registered as a service that carries a {@link ConnectorType}. */
@ConsumerType
public interface ConnectorFactory {

    /**
     * Opens a connector. Only reads and checks the settings: an upstream that is down must not make this fail, it is
     * talked to at the first sign-in.
     *
     * @param id the connector's id, as in {@code etc/narthex.connector-<id>.cfg}; part of every {@code sub} it vouches for
     * @param settings the type's own keys and values, secrets resolved; a key that is not read here is refused by the
     *     provider as unknown
     * @throws InvalidSettingException if a key is missing or has a wrong value
     */
    Connector open(String id, Settings settings);
}
