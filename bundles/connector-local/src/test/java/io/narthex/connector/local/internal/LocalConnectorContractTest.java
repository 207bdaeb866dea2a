package io.narthex.connector.local.internal;

import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.PasswordConnectorContract;
import java.util.Map;

public class LocalConnectorContractTest extends PasswordConnectorContract {

    @Override
    protected ConnectorFactory factory() {
        return new LocalConnectorFactory(new FakeUserDirectory().with(FakeUserDirectory.jane()));
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of();
    }

    @Override
    protected String username() {
        return "jane@example.com";
    }

    @Override
    protected String password() {
        return FakeUserDirectory.PASSWORD;
    }

    @Override
    protected String userId() {
        return "4711";
    }
}
