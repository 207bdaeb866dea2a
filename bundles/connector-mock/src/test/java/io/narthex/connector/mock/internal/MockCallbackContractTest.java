package io.narthex.connector.mock.internal;

import io.narthex.connector.Arrival;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.Departure;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.tck.BrowserConnectorContract;
import java.util.Map;

public class MockCallbackContractTest extends BrowserConnectorContract {

    @Override
    protected ConnectorFactory factory() {
        return new MockCallbackFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of();
    }

    @Override
    protected Arrival signInUpstream(SignInRequest request, Departure departure) {
        return arrival(request, departure, ((Departure.Redirect) departure).location());
    }

    @Override
    protected String userId() {
        return "0-385-28089-0";
    }
}
