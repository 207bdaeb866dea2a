package com.example.staff.internal;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.ConnectorType;
import io.narthex.settings.Settings;
import java.time.Duration;
import org.osgi.service.component.annotations.Component;

/** Opens connectors to the staff service. */
@Component
@ConnectorType("staff")
public final class StaffConnectorFactory implements ConnectorFactory {

    @Override
    public Connector open(String id, Settings settings) {
        return new StaffConnector(
                settings.uri("url"),
                settings.text("apiKey"),
                settings.duration("timeout", Duration.ofSeconds(5), Duration.ofMillis(100), Duration.ofMinutes(1)));
    }
}
