package io.narthex.connector.oidc.internal;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.ConnectorType;
import io.narthex.settings.Settings;
import java.time.Clock;
import org.osgi.service.component.annotations.Component;

/** Opens connectors to OpenID Connect providers. */
@Component
@ConnectorType("oidc")
public final class OidcConnectorFactory implements ConnectorFactory {

    @Override
    public Connector open(String id, Settings settings) {
        OidcConfig config = OidcConfig.from(settings);
        return new OidcConnector(id, config, new OidcUpstream(config, Clock.systemUTC()));
    }
}
