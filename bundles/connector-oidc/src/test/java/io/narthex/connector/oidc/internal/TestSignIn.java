package io.narthex.connector.oidc.internal;

import io.narthex.connector.Arrival;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRequest;
import io.narthex.settings.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One connector at a fake upstream, and sign-ins through it. */
final class TestSignIn implements AutoCloseable {

    static final URI CALLBACK = URI.create("https://narthex.example/dex/callback");
    static final Scopes SCOPES = new Scopes(true, true);

    final FakeOidcUpstream upstream = new FakeOidcUpstream();
    final MovableClock clock = new MovableClock();
    OidcConnector connector = connector();

    /** Opens the connector anew, with these settings besides. */
    OidcConnector connector(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(upstream.settings());
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        values.values().removeIf(String::isEmpty);
        Settings settings = Settings.of(values);
        OidcConfig config = OidcConfig.from(settings);
        settings.rejectUnknown();
        connector = new OidcConnector("up", config, new OidcUpstream(config, clock));
        return connector;
    }

    Identity signIn() {
        return signIn(SCOPES);
    }

    Identity signIn(Scopes scopes) {
        return signIn(scopes, UnaryOperator.identity());
    }

    /** Signs in, where the browser is led to another address than the upstream says. */
    Identity signIn(Scopes scopes, UnaryOperator<URI> astray) {
        SignInRequest request = request(scopes);
        Departure.Redirect departure = (Departure.Redirect) connector.begin(request);
        return connector.complete(arrival(request, departure, astray.apply(TestBrowser.follow(departure.location()))));
    }

    /** The parameters of the authorization address. */
    Map<String, String> departure(Scopes scopes) {
        Departure.Redirect departure = (Departure.Redirect) connector.begin(request(scopes));
        return FakeOidcUpstream.parsed(departure.location().getRawQuery());
    }

    /** As {@link #departure}, where the upstream shall make sure anew of who it is. */
    Map<String, String> forced(Scopes scopes) {
        SignInRequest request = new SignInRequest(CALLBACK, "s", scopes, Optional.empty(), true);
        Departure.Redirect departure = (Departure.Redirect) connector.begin(request);
        return FakeOidcUpstream.parsed(departure.location().getRawQuery());
    }

    private static SignInRequest request(Scopes scopes) {
        return new SignInRequest(CALLBACK, UUID.randomUUID().toString(), scopes, Optional.of("jane@example.com"));
    }

    private static Arrival arrival(SignInRequest request, Departure departure, URI back) {
        String callback = back.toString().replaceFirst("\\?.*", "");
        Map<String, List<String>> query = new LinkedHashMap<>();
        FakeOidcUpstream.parsed(back.getRawQuery())
                .forEach((name, value) ->
                        query.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
        return new Arrival(
                "GET",
                query,
                Map.of(),
                Map.of(),
                "127.0.0.1",
                URI.create(callback),
                request.state(),
                departure.carried(),
                request.scopes());
    }

    @Override
    public void close() {
        connector.close();
        upstream.close();
    }
}
