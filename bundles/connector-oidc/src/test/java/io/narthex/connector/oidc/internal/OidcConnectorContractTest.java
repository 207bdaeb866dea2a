package io.narthex.connector.oidc.internal;

import io.narthex.connector.Arrival;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.Departure;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.tck.BrowserConnectorContract;
import io.narthex.connector.tck.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.After;

public class OidcConnectorContractTest extends BrowserConnectorContract {

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final FakeOidcUpstream upstream = new FakeOidcUpstream();

    @After
    public void stop() {
        upstream.close();
    }

    @Override
    protected ConnectorFactory factory() {
        return new OidcConnectorFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return upstream.settings();
    }

    @Override
    protected String userId() {
        return "jane-1";
    }

    @Override
    protected Set<String> secretKeys() {
        return Set.of("clientSecret");
    }

    @Override
    protected Map<String, List<String>> wrongSettings() {
        return Map.of(
                "issuer", List.of("accounts", "ftp://id.example", "https://id.example/?a=b", "https://u@id.example"),
                "redirectURI", List.of("callback"),
                "promptType", List.of("con<sent", "none", "login none"),
                "getUserInfo", List.of("yes"),
                "basicAuthUnsupported", List.of("no"),
                "clockSkew", List.of("1h", "soon"),
                "rootCAs", List.of("/no/such/file"),
                "clientKey", List.of("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"),
                "http.totalTimeout", List.of("1h"));
    }

    @Override
    protected int upstreamRequests() {
        return upstream.requests.get();
    }

    @Override
    protected Arrival signInUpstream(SignInRequest request, Departure departure) {
        return arrival(request, departure, TestBrowser.follow(((Departure.Redirect) departure).location()));
    }

    @Override
    protected Optional<Arrival> cancelUpstream(SignInRequest request, Departure departure) {
        return Optional.of(arrival(
                request,
                departure,
                Map.of(
                        "error", List.of("access_denied"),
                        "state", List.of(request.state()),
                        "iss", List.of(upstream.issuer()))));
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                Fault.unavailable("down at the start", () -> upstream.answer(DISCOVERY, 500, "{}")),
                Fault.unavailable("malformed metadata", () -> upstream.answer(DISCOVERY, 200, "<html>")),
                Fault.unavailable(
                        "metadata of another issuer", () -> upstream.metadata.put("issuer", "https://a.example")),
                Fault.unavailable("huge metadata", () -> upstream.answer(DISCOVERY, 200, "x".repeat(2 << 20))),
                Fault.unavailable("down later", () -> upstream.answer("/token", 502, "{}")),
                Fault.unavailable("keys down", () -> upstream.answer("/keys", 500, "{}")),
                Fault.unavailable("malformed keys", () -> upstream.answer("/keys", 200, "{\"keys\":{}}")),
                Fault.unavailable("malformed tokens", () -> upstream.answer("/token", 200, "{\"access_token\":")),
                Fault.unavailable("huge tokens", () -> upstream.answer("/token", 200, "x".repeat(2 << 20))),
                Fault.unavailable("redirect from the token endpoint", () -> upstream.answer("/token", 302, "{}")),
                Fault.unavailable(
                        "does not know us", () -> upstream.answer("/token", 401, "{\"error\":\"invalid_client\"}")),
                Fault.refused("no ID token", () -> upstream.answer("/token", 200, "{\"access_token\":\"a\"}")),
                Fault.refused("wrong nonce", () -> upstream.change = with("nonce", "another")),
                Fault.refused("wrong issuer", () -> upstream.change = with("iss", "https://a.example")),
                Fault.refused("wrong audience", () -> upstream.change = with("aud", "another")),
                Fault.refused("expired", () -> upstream.change = with("exp", 1_000_000_000L)),
                Fault.refused("wrong at_hash", () -> upstream.change = with("at_hash", "AAAA")));
    }

    @Override
    protected void repairUpstream() {
        upstream.restore();
    }

    private static UnaryOperator<Map<String, Object>> with(String claim, Object value) {
        return claims -> {
            Map<String, Object> changed = new LinkedHashMap<>(claims);
            changed.put(claim, value);
            return changed;
        };
    }
}
