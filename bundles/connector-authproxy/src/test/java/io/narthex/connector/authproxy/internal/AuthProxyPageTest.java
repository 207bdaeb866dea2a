package io.narthex.connector.authproxy.internal;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.ConnectorPageContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public class AuthProxyPageTest extends ConnectorPageContract {

    @Override
    protected Path page() {
        return Path.of("../../docs/connectors/authproxy.md");
    }

    @Override
    protected List<Path> examples() {
        return List.of(Path.of("../../config/examples/narthex.connector-authproxy.cfg"));
    }

    @Override
    protected String type() {
        return "authproxy";
    }

    @Override
    protected ConnectorFactory factory() {
        return new AuthProxyConnectorFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("trustedProxies", "127.0.0.1");
    }
}
