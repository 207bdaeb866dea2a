package io.narthex.connector.mock.internal;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.ConnectorPageContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public class MockPasswordPageTest extends ConnectorPageContract {

    @Override
    protected Path page() {
        return Path.of("../../docs/connectors/mock.md");
    }

    @Override
    protected List<Path> examples() {
        return List.of(Path.of("../../config/examples/narthex.connector-mock-password.cfg"));
    }

    @Override
    protected String type() {
        return "mockPassword";
    }

    @Override
    protected ConnectorFactory factory() {
        return new MockPasswordFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("username", "kilgore", "password", "Tralfamadore");
    }
}
