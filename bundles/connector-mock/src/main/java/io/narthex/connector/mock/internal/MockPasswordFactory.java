package io.narthex.connector.mock.internal;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.ConnectorType;
import io.narthex.settings.Settings;
import org.osgi.service.component.annotations.Component;

/** Opens connectors that know one user name and password. */
@Component
@ConnectorType("mockPassword")
public final class MockPasswordFactory implements ConnectorFactory {

    @Override
    public Connector open(String id, Settings settings) {
        return new MockPassword(settings.text("username"), settings.text("password"));
    }
}
