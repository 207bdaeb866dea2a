package io.narthex.provider.internal.connector;

import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.ConnectorType;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.ProviderSettingsSource;
import io.narthex.settings.files.ConfigurationFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells {@link Connectors} which factories come and go. Immediate, so that it outlives those who ask it. */
@Component(immediate = true)
public final class ConnectorRegistryComponent implements ConnectorRegistry {

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final ConfiguredConnectors configured;
    private final Connectors connectors;

    /** Called by the component runtime. */
    @Activate
    public ConnectorRegistryComponent(@Reference ConfigurationFiles files, @Reference ProviderSettingsSource settings) {
        configured = new ConfiguredConnectors(files);
        connectors = new Connectors(List.of(configured), Times.with(() -> settings.current()
                .map(ProviderSettings::connectorWait)
                .orElse(WAIT)));
    }

    @Deactivate
    void stop() {
        configured.close();
        connectors.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindFactory(ConnectorFactory factory, Map<String, Object> properties) {
        Object rank = properties.getOrDefault("service.ranking", 0);
        connectors.add(
                String.valueOf(properties.get(ConnectorType.PROPERTY)),
                rank instanceof Integer number ? number : 0,
                factory);
    }

    void unbindFactory(ConnectorFactory factory) {
        connectors.remove(factory);
    }

    @Override
    public List<ConnectorStatus> connectors() {
        return connectors.connectors();
    }

    @Override
    public Optional<ConnectorStatus> find(String id) {
        return connectors.find(id);
    }

    @Override
    public <T> T use(String id, Function<Connector, T> call) {
        return connectors.use(id, call);
    }

    @Override
    public void answered(String id) {
        connectors.answered(id);
    }
}
