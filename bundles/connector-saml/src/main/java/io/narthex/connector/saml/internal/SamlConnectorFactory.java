package io.narthex.connector.saml.internal;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.ConnectorType;
import io.narthex.connector.UsedOnce;
import io.narthex.settings.Settings;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens connectors to SAML 2.0 identity providers. */
@Component
@ConnectorType("saml")
public final class SamlConnectorFactory implements ConnectorFactory {

    private final UsedOnce used;
    private final Clock clock;

    @Activate
    public SamlConnectorFactory(@Reference UsedOnce used) {
        this(used, Clock.systemUTC());
    }

    SamlConnectorFactory(UsedOnce used, Clock clock) {
        this.used = used;
        this.clock = clock;
    }

    @Override
    public Connector open(String id, Settings settings) {
        return new SamlConnector(id, SamlConfig.from(settings, clock), used, clock);
    }
}
