package io.narthex.connector.ldap.internal;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.ConnectorType;
import io.narthex.settings.Settings;
import java.time.Clock;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Opens connectors to LDAP directories. */
@Component
@ConnectorType("ldap")
public final class LdapConnectorFactory implements ConnectorFactory {

    @Override
    public Connector open(String id, Settings settings) {
        LdapSettings read = LdapSettings.from(settings);
        LdapConnector connector = new LdapConnector(id, read, Clock.systemUTC());
        Optional<Connector> negotiating =
                read.kerberos().map(kerberos -> new NegotiatingLdapConnector(connector, kerberos));
        return negotiating.orElse(connector);
    }
}
