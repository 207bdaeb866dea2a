package io.narthex.connector.authproxy.internal;

import io.narthex.connector.Arrival;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.Departure;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.tck.BrowserConnectorContract;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

public class AuthProxyContractTest extends BrowserConnectorContract {

    @Override
    protected ConnectorFactory factory() {
        return new AuthProxyConnectorFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("trustedProxies", "127.0.0.1", "sharedSecret", TestArrivals.SECRET);
    }

    @Override
    protected Set<String> requiredKeys() {
        return Set.of("trustedProxies");
    }

    @Override
    protected Set<String> secretKeys() {
        return Set.of("sharedSecret");
    }

    @Override
    protected Map<String, List<String>> wrongSettings() {
        return Map.of(
                "trustedProxies", List.of("localhost", "10.0.0.0/33", "1.2.3.4,"),
                "sharedSecret", List.of("short"),
                "proxyCertificate", List.of("ab:cd"),
                "userHeader", List.of("X_Remote_User", "X Remote", ":x"),
                "emailHeader", List.of("x-remote-user"),
                "emailVerified", List.of("maybe"));
    }

    @Override
    protected Arrival signInUpstream(SignInRequest request, Departure departure) {
        Arrival plain = arrival(request, departure, ((Departure.Redirect) departure).location());
        return new Arrival(
                "GET",
                plain.query(),
                Map.of(),
                Map.of("x-remote-user", List.of("jane"), "x-narthex-proxy-secret", List.of(TestArrivals.SECRET)),
                "127.0.0.1",
                plain.callback(),
                plain.state(),
                plain.carried(),
                plain.scopes());
    }

    /** The proxy shows its own page to who calls it off. */
    @Override
    protected Optional<Arrival> cancelUpstream(SignInRequest request, Departure departure) {
        return Optional.empty();
    }

    @Override
    protected String userId() {
        return "jane";
    }
}
