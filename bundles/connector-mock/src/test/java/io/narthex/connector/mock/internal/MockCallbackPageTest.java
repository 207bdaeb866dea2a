package io.narthex.connector.mock.internal;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.ConnectorPageContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public class MockCallbackPageTest extends ConnectorPageContract {

    @Override
    protected Path page() {
        return Path.of("../../docs/connectors/mock.md");
    }

    @Override
    protected List<Path> examples() {
        return List.of(
                Path.of("../../config/examples/narthex.connector-mock.cfg"),
                Path.of("../../config/demo/narthex.connector-mock.cfg"));
    }

    @Override
    protected String type() {
        return "mockCallback";
    }

    @Override
    protected ConnectorFactory factory() {
        return new MockCallbackFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of();
    }
}
