package io.narthex.connector.saml.internal;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.ConnectorPageContract;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

public class SamlPageTest extends ConnectorPageContract {

    @Override
    protected Path page() {
        return Path.of("../../docs/connectors/saml.md");
    }

    @Override
    protected List<Path> examples() {
        return List.of(Path.of("../../config/examples/narthex.connector-saml.cfg"));
    }

    @Override
    protected String type() {
        return "saml";
    }

    @Override
    protected ConnectorFactory factory() {
        return new SamlConnectorFactory(new FakeUsedOnce(), Clock.systemUTC());
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "redirectURI", "https://login.example.com/dex/callback/saml",
                "metadataURL", "https://idp.example.com/metadata",
                "usernameAttr", "name",
                "emailAttr", "email");
    }
}
