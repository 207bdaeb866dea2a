package io.narthex.connector.ldap.internal;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.ConnectorPageContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public class LdapPageTest extends ConnectorPageContract {

    @Override
    protected Path page() {
        return Path.of("../../docs/connectors/ldap.md");
    }

    @Override
    protected List<Path> examples() {
        return List.of(Path.of("../../config/examples/narthex.connector-ldap.cfg"));
    }

    @Override
    protected String type() {
        return "ldap";
    }

    @Override
    protected ConnectorFactory factory() {
        return new LdapConnectorFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "host", "ldap.example.com",
                "userSearch.baseDN", "ou=People,dc=example,dc=com",
                "userSearch.username", "uid");
    }
}
