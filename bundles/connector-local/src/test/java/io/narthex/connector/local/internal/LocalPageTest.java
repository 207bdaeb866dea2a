package io.narthex.connector.local.internal;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.ConnectorPageContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public class LocalPageTest extends ConnectorPageContract {

    @Override
    protected Path page() {
        return Path.of("../../docs/connectors/local.md");
    }

    @Override
    protected List<Path> examples() {
        return List.of(Path.of("../../config/examples/narthex.connector-local.cfg"));
    }

    @Override
    protected String type() {
        return "local";
    }

    @Override
    protected ConnectorFactory factory() {
        return new LocalConnectorFactory(new FakeUserDirectory());
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of();
    }
}
