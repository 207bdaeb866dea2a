package io.narthex.connector.mock.internal;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.ConnectorType;
import io.narthex.settings.Settings;
import org.osgi.service.component.annotations.Component;

/** Opens connectors that sign in with one click. */
@Component
@ConnectorType("mockCallback")
public final class MockCallbackFactory implements ConnectorFactory {

    @Override
    public Connector open(String id, Settings settings) {
        return new MockCallback();
    }
}
