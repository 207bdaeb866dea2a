package io.narthex.connector.mock.internal;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.PasswordConnectorContract;
import java.util.Map;
import java.util.Set;

public class MockPasswordContractTest extends PasswordConnectorContract {

    @Override
    protected ConnectorFactory factory() {
        return new MockPasswordFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("username", username(), "password", password());
    }

    @Override
    protected Set<String> secretKeys() {
        return Set.of("password");
    }

    @Override
    protected String username() {
        return "kilgore";
    }

    @Override
    protected String password() {
        return "Tralfamadore";
    }

    @Override
    protected String userId() {
        return "0-385-28089-0";
    }
}
