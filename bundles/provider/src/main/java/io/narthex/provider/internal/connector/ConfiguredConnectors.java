package io.narthex.provider.internal.connector;

import io.narthex.settings.files.ConfigurationFiles;
import io.narthex.settings.files.ConfigurationSet;
import io.narthex.settings.files.Proposal;
import java.util.Map;

/** Definitions from files: {@code etc/narthex.connector-<id>.cfg}. */
final class ConfiguredConnectors implements ConnectorDefinitions, AutoCloseable {

    private final ConfigurationSet<Proposal<ConnectorDefinition>> files;

    ConfiguredConnectors(ConfigurationFiles files) {
        this.files = files.proposals("narthex.connector", ConnectorDefinition::read, ConnectorDefinition::id);
    }

    @Override
    public Map<String, Proposal<ConnectorDefinition>> current() {
        return files.current();
    }

    @Override
    public void onChange(Runnable listener) {
        files.onChange(listener);
    }

    @Override
    public void close() {
        files.close();
    }
}
