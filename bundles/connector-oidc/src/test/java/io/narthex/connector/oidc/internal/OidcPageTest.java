package io.narthex.connector.oidc.internal;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.ConnectorPageContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public class OidcPageTest extends ConnectorPageContract {

    private static final String GROUP = "claimModifications.newGroupFromClaims.0.";

    @Override
    protected Path page() {
        return Path.of("../../docs/connectors/oidc.md");
    }

    @Override
    protected List<Path> examples() {
        return List.of(Path.of("../../config/examples/narthex.connector-oidc.cfg"));
    }

    @Override
    protected String type() {
        return "oidc";
    }

    @Override
    protected ConnectorFactory factory() {
        return new OidcConnectorFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "issuer",
                "https://up.example",
                "clientID",
                "narthex",
                "clientSecret",
                "a-secret-of-ours",
                "basicAuthUnsupported",
                "true",
                "insecureEnableGroups",
                "true",
                GROUP + "claims",
                "org",
                GROUP + "delimiter",
                ":",
                GROUP + "prefix",
                "corp");
    }
}
