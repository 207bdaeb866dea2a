package io.narthex.connector.tck;

import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Connector;
import io.narthex.connector.ConnectorException;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.Test;

/** The tests of a {@link BrowserConnector}. */
public abstract non-sealed class BrowserConnectorContract extends ConnectorContract {

    private static final int MOST_CARRIED = 1_000;

    /** Values that none of the upstream's parameters can have. */
    private static final List<String> MALFORMED =
            List.of("", " ", "\u0000", "%", "<x/>", "a\r\nb", "{", "\ud800", "x".repeat(100_000));

    /**
     * Plays the browser, the person and the upstream, up to where the browser is back: for most upstreams, send the departure
     * to the test's own upstream and take apart where it sends the browser ({@link #arrival}).
     */
    protected abstract Arrival signInUpstream(SignInRequest request, Departure departure);

    /**
     * As {@link #signInUpstream}, but the person calls it off; {@code error=access_denied} as in OAuth unless overridden.
     * Empty where nobody can.
     */
    protected Optional<Arrival> cancelUpstream(SignInRequest request, Departure departure) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        query.put("error", List.of("access_denied"));
        query.put("state", List.of(request.state()));
        return Optional.of(arrival(request, departure, query));
    }

    /** The parameters in an arrival that the connector must not do without; all that came unless overridden. */
    protected Set<String> necessaryParameters(Arrival arrival) {
        return parameters(arrival).keySet();
    }

    /** The callback that the connector is told; to be overridden where the settings must name the same. */
    protected URI callback() {
        return URI.create("https://narthex.example/dex/callback/under-test");
    }

    /** An arrival by {@code GET} at the callback with this query. */
    protected static Arrival arrival(SignInRequest request, Departure departure, Map<String, List<String>> query) {
        return new Arrival(
                "GET",
                query,
                Map.of(),
                Map.of(),
                "127.0.0.1",
                request.callback(),
                request.state(),
                departure.carried(),
                request.scopes());
    }

    /** An arrival by {@code GET} at the address to which an upstream sent the browser. */
    protected static Arrival arrival(SignInRequest request, Departure departure, URI location) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair :
                Optional.ofNullable(location.getRawQuery()).orElse("").split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (!parts[0].isEmpty()) {
                query.computeIfAbsent(decode(parts[0]), name -> new ArrayList<>())
                        .add(parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return arrival(request, departure, query);
    }

    @Override
    final Identity signIn(Connector connector) {
        return browser(connector).complete(arriveAt(connector));
    }

    /** Whatever its upstream can be asked to do, the person gets in. */
    @Test
    public void signsInWhereTheUpstreamShallMakeSureAnew() {
        try (Connector connector = open()) {
            SignInRequest request =
                    new SignInRequest(callback(), UUID.randomUUID().toString(), SCOPES, Optional.empty(), true);
            Arrival arrival = signInUpstream(request, browser(connector).begin(request));
            assertNotEquals("", browser(connector).complete(arrival).userId());
        }
    }

    @Test
    public final void sendsTheBrowserToAnAbsoluteAddressWithItsState() {
        try (Connector connector = open()) {
            SignInRequest request = request();
            Departure departure = browser(connector).begin(request);
            URI target = departure instanceof Departure.Form form
                    ? form.action()
                    : ((Departure.Redirect) departure).location();
            assertTrue("not absolute: " + target, target.isAbsolute() && target.getHost() != null);
            String sent =
                    departure instanceof Departure.Form form ? form.fields().toString() : target.toString();
            assertTrue("the state is not sent along", sent.contains(request.state()));
            assertTrue("carries too much", departure.carried().length() <= MOST_CARRIED);
            assertShowsNoSecret(sent);
        }
    }

    @Test
    public final void carriesSomethingElseInEachSignIn() {
        try (Connector connector = open()) {
            String carried = browser(connector).begin(request()).carried();
            if (!carried.isEmpty()) {
                assertNotEquals(carried, browser(connector).begin(request()).carried());
            }
        }
    }

    @Test
    public final void takesACancelledSignInForWhatItIs() {
        try (Connector connector = open()) {
            SignInRequest request = request();
            Departure departure = browser(connector).begin(request);
            cancelUpstream(request, departure).ifPresent(arrival -> {
                ConnectorException failure = assertRefused("cancelled", connector, arrival);
                assertTrue(
                        "cancelled: expected the reason CANCELLED, got " + failure,
                        failure instanceof SignInRefusedException refused
                                && refused.reason() == SignInRefusedException.Reason.CANCELLED);
            });
        }
    }

    @Test
    public final void refusesAnEmptyArrival() {
        try (Connector connector = open()) {
            Arrival good = arriveAt(connector);
            for (String method : List.of("GET", "POST")) {
                assertRefused("empty " + method, connector, empty(good, method));
            }
        }
    }

    @Test
    public final void refusesAMissingParameter() {
        refusesWhenChanged("missing", List.of(List.of()));
    }

    @Test
    public final void refusesAMalformedParameter() {
        refusesWhenChanged("malformed", MALFORMED.stream().map(List::of).toList());
    }

    @Test
    public final void refusesADoubledParameter() {
        try (Connector connector = open()) {
            Arrival sample = arriveAt(connector);
            for (String name : necessaryParameters(sample)) {
                for (boolean goodOneFirst : List.of(true, false)) {
                    Arrival good = arriveAt(connector);
                    String value =
                            parameters(good).getOrDefault(name, List.of("")).get(0);
                    List<String> both = goodOneFirst ? List.of(value, "other") : List.of("other", value);
                    assertRefused("doubled " + name, connector, withParameter(good, name, both));
                }
            }
        }
    }

    @Test
    public final void refusesTheAnswerToAnotherSignIn() {
        try (Connector connector = open()) {
            Arrival theirs = arriveAt(connector);
            Arrival ours = arriveAt(connector);
            assertRefused(
                    "the answer to another sign-in",
                    connector,
                    with(ours, theirs.method(), theirs.query(), theirs.form()));
        }
    }

    private void refusesWhenChanged(String what, List<List<String>> changes) {
        try (Connector connector = open()) {
            for (String name : necessaryParameters(arriveAt(connector))) {
                for (List<String> values : changes) {
                    assertRefused(what + " " + name, connector, withParameter(arriveAt(connector), name, values));
                }
            }
        }
    }

    private ConnectorException assertRefused(String what, Connector connector, Arrival arrival) {
        return refusal(() -> browser(connector).complete(arrival))
                .orElseThrow(() -> new AssertionError(what + ": somebody is signed in"));
    }

    private Arrival arriveAt(Connector connector) {
        SignInRequest request = request();
        return signInUpstream(request, browser(connector).begin(request));
    }

    private SignInRequest request() {
        return new SignInRequest(callback(), UUID.randomUUID().toString(), SCOPES, Optional.empty());
    }

    private static BrowserConnector browser(Connector connector) {
        if (connector instanceof BrowserConnector browser) {
            return browser;
        }
        throw new AssertionError("expected a BrowserConnector, got " + connector.getClass());
    }

    private static Map<String, List<String>> parameters(Arrival arrival) {
        return arrival.method().equals("POST") ? arrival.form() : arrival.query();
    }

    private static Arrival withParameter(Arrival arrival, String name, List<String> values) {
        Map<String, List<String>> changed = new LinkedHashMap<>(parameters(arrival));
        changed.put(name, values);
        if (values.isEmpty()) {
            changed.remove(name);
        }
        return arrival.method().equals("POST")
                ? with(arrival, "POST", arrival.query(), changed)
                : with(arrival, arrival.method(), changed, arrival.form());
    }

    private static Arrival with(
            Arrival arrival, String method, Map<String, List<String>> query, Map<String, List<String>> form) {
        return new Arrival(
                method,
                query,
                form,
                arrival.headers(),
                arrival.remoteAddress(),
                arrival.callback(),
                arrival.state(),
                arrival.carried(),
                arrival.scopes());
    }

    private static Arrival empty(Arrival arrival, String method) {
        return new Arrival(
                method,
                Map.of(),
                Map.of(),
                Map.of(),
                arrival.remoteAddress(),
                arrival.callback(),
                arrival.state(),
                arrival.carried(),
                arrival.scopes());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
