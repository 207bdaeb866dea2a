package io.narthex.connector.authproxy.internal;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.ConnectorType;
import io.narthex.settings.Settings;
import org.osgi.service.component.annotations.Component;

/** Opens connectors to authenticating reverse proxies. */
@Component
@ConnectorType("authproxy")
public final class AuthProxyConnectorFactory implements ConnectorFactory {

    @Override
    public Connector open(String id, Settings settings) {
        return new AuthProxyConnector(id, AuthProxyConfig.from(settings));
    }
}
