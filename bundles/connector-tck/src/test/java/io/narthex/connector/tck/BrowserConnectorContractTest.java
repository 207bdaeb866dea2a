package io.narthex.connector.tck;

import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.Test;

public class BrowserConnectorContractTest {

    @Test
    public void passesASoundConnector() {
        Verdict.assertFails(Sound.class);
    }

    @Test
    public void catchesAConnectorThatSendsItsSecretThroughTheBrowser() {
        Verdict.assertFails(Leaking.class, "sendsTheBrowserToAnAbsoluteAddressWithItsState");
    }

    @Test
    public void catchesAConnectorThatCarriesTheSameInEverySignIn() {
        Verdict.assertFails(Repeating.class, "carriesSomethingElseInEachSignIn");
    }

    @Test
    public void catchesAConnectorThatIgnoresTheState() {
        Verdict.assertFails(
                Stateless.class,
                "refusesAMissingParameter",
                "refusesAMalformedParameter",
                "refusesADoubledParameter",
                "refusesTheAnswerToAnotherSignIn");
    }

    @Test
    public void catchesAConnectorThatTakesTheFirstOfDoubledParameters() {
        Verdict.assertFails(TakingTheFirst.class, "refusesADoubledParameter");
    }

    @Test
    public void catchesAConnectorThatTakesACancelledSignInForAnInvalidOne() {
        Verdict.assertFails(Gruff.class, "takesACancelledSignInForWhatItIs");
    }

    @Test
    public void catchesAConnectorThatFailsOnAMissingParameter() {
        Verdict.assertFails(Trusting.class, "refusesAnEmptyArrival", "refusesAMissingParameter");
    }

    /** An upstream with single-use codes; what a subclass overrides is what is wrong with it. */
    static class Fake implements BrowserConnector {

        private final Set<String> codes;

        Fake(Set<String> codes) {
            this.codes = codes;
        }

        String query(SignInRequest request) {
            return "?client_id=narthex&state=" + request.state();
        }

        String carried(SignInRequest request) {
            return "nonce of " + request.state();
        }

        String state(Arrival arrival) {
            return arrival.parameter("state").orElse("");
        }

        Optional<String> code(Arrival arrival) {
            return arrival.parameter("code");
        }

        SignInRefusedException cancelled() {
            return SignInRefusedException.cancelled("error: access_denied");
        }

        @Override
        public Departure begin(SignInRequest request) {
            return new Departure.Redirect(
                    URI.create("https://upstream.example/auth" + query(request)), carried(request));
        }

        @Override
        public Identity complete(Arrival arrival) {
            if (!state(arrival).equals(arrival.state())) {
                throw SignInRefusedException.invalidAnswer("state: another one");
            }
            if (arrival.parameter("error").isPresent()) {
                throw cancelled();
            }
            if (!codes.remove(code(arrival).orElse(""))) {
                throw SignInRefusedException.invalidAnswer("code: unknown");
            }
            return Identity.of("4711");
        }
    }

    public static class Sound extends BrowserConnectorContract {

        final Set<String> codes = ConcurrentHashMap.newKeySet();

        Fake connector(String key) {
            return new Fake(codes);
        }

        @Override
        protected final ConnectorFactory factory() {
            return (id, settings) -> connector(settings.text("key"));
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of("key", "a-secret-key");
        }

        @Override
        protected Set<String> secretKeys() {
            return Set.of("key");
        }

        @Override
        protected String userId() {
            return "4711";
        }

        @Override
        protected Arrival signInUpstream(SignInRequest request, Departure departure) {
            String code = "code-" + request.state();
            codes.add(code);
            return arrival(
                    request, departure, URI.create(request.callback() + "?code=" + code + "&state=" + request.state()));
        }
    }

    public static class Leaking extends Sound {
        @Override
        Fake connector(String key) {
            return new Fake(codes) {
                @Override
                String query(SignInRequest request) {
                    return super.query(request) + "&client_secret=" + key;
                }
            };
        }
    }

    public static class Repeating extends Sound {
        @Override
        Fake connector(String key) {
            return new Fake(codes) {
                @Override
                String carried(SignInRequest request) {
                    return "nonce";
                }
            };
        }
    }

    public static class Stateless extends Sound {
        @Override
        Fake connector(String key) {
            return new Fake(codes) {
                @Override
                String state(Arrival arrival) {
                    return arrival.state();
                }
            };
        }
    }

    public static class TakingTheFirst extends Sound {
        @Override
        Fake connector(String key) {
            return new Fake(codes) {
                @Override
                Optional<String> code(Arrival arrival) {
                    return arrival.query().getOrDefault("code", List.of()).stream()
                            .findFirst();
                }
            };
        }
    }

    public static class Gruff extends Sound {
        @Override
        Fake connector(String key) {
            return new Fake(codes) {
                @Override
                SignInRefusedException cancelled() {
                    return SignInRefusedException.invalidAnswer("error: what?");
                }
            };
        }
    }

    public static class Trusting extends Sound {
        @Override
        Fake connector(String key) {
            return new Fake(codes) {
                @Override
                String state(Arrival arrival) {
                    return arrival.parameter("state").orElseThrow();
                }
            };
        }
    }
}
