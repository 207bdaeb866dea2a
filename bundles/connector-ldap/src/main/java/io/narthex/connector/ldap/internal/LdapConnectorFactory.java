package io.narthex.connector.ldap.internal;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.ConnectorType;
import io.narthex.settings.Settings;
import java.time.Clock;
import org.osgi.service.component.annotations.Component;

/** Opens connectors to LDAP directories. */
@Component
@ConnectorType("ldap")
public final class LdapConnectorFactory implements ConnectorFactory {

    @Override
    public Connector open(String id, Settings settings) {
        return new LdapConnector(id, LdapSettings.from(settings), Clock.systemUTC());
    }
}
