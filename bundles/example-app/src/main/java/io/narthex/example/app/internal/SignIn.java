package io.narthex.example.app.internal;

import io.narthex.example.app.internal.http.Params;
import io.narthex.example.app.internal.http.RequestException;
import io.narthex.example.app.internal.http.WebRequest;
import io.narthex.example.app.internal.http.WebResponse;
import io.narthex.example.app.internal.oidc.OidcException;
import io.narthex.example.app.internal.oidc.Provider;
import io.narthex.example.app.internal.oidc.Randoms;
import io.narthex.example.app.internal.oidc.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sign-in, from the button to the checked ID token. */
final class SignIn {

    private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
    private static final String BROWSER = "narthex-example-browser";
    private static final int MOST = 1000;
    private static final Duration KEPT = Duration.ofMinutes(30);

    private final AppSettings settings;
    private final Provider provider;
    private final Pages pages;
    private final Shelf<AppSession> sessions;
    private final Shelf<Started> started;
    private final Clock clock;

    /** A sign-in under way, and the browser that it belongs to. */
    private record Started(String browser, Provider.Binding binding, List<String> scopes) {}

    SignIn(AppSettings settings, Provider provider, Pages pages, Shelf<AppSession> sessions, Clock clock) {
        this.settings = settings;
        this.provider = provider;
        this.pages = pages;
        this.sessions = sessions;
        this.clock = clock;
        this.started = new Shelf<>(MOST, KEPT, clock);
    }

    /** Sends the browser to the provider. */
    WebResponse login(WebRequest request) {
        SignInForm form = SignInForm.from(request.form());
        Optional<SignInForm.Problem> problem = form.problem();
        if (problem.isPresent()) {
            return pages.start(form, problem.get());
        }
        Provider.Binding binding = Provider.Binding.fresh();
        String address;
        try {
            address = provider.authorizationAddress(
                    binding, form.scopes(), Optional.of(form.connector()).filter(id -> !id.isEmpty()));
        } catch (OidcException e) {
            LOG.warn("Sign-in not started: {}", e.text());
            return pages.unavailable(form, e.text());
        }
        // One value for all tabs of a browser, so that two sign-ins under way do not get in each other's way.
        String browser =
                request.cookie(BROWSER).filter(value -> value.length() == 43).orElseGet(Randoms::secret);
        started.put(binding.state(), new Started(browser, binding, form.scopes()));
        return WebResponse.seeOther(address).withCookie(BROWSER, browser, KEPT, settings.secure());
    }

    /**
     * Takes the provider's answer: 1. it belongs to a sign-in of this browser, 2. it is the provider's, 3. it is no error,
     * 4. its code is good for tokens, 5. the ID token passes every check.
     */
    WebResponse callback(WebRequest request) {
        Params answer = request.query();
        Started signIn = belonging(request);
        try {
            provider.checkAnswerer(answer.one("iss"));
            Optional<String> error = answer.one("error");
            if (error.isPresent()) {
                throw OidcException.refused(error.get(), answer.one("error_description"));
            }
            String code = answer.one("code")
                    .orElseThrow(() -> OidcException.untrusted("code: missing from the provider's answer"));
            Tokens tokens = provider.exchange(code, signIn.binding(), signIn.scopes());
            request.cookie(SessionPages.SESSION).ifPresent(sessions::take);
            String session = Randoms.secret();
            sessions.put(session, new AppSession(tokens, clock));
            return WebResponse.seeOther("/session")
                    .withCookie(SessionPages.SESSION, session, SessionPages.KEPT, settings.secure());
        } catch (OidcException e) {
            return failed(e);
        }
    }

    private Started belonging(WebRequest request) {
        String state = request.query()
                .one("state")
                .orElseThrow(() -> new RequestException(400, "The provider's answer carries no state."));
        String browser = request.cookie(BROWSER).orElse("");
        return started.find(state)
                .filter(found -> Randoms.same(found.browser(), browser))
                .flatMap(found -> started.take(state))
                .orElseThrow(() -> new RequestException(
                        400,
                        "This answer belongs to no sign-in that was started in this browser: it took too long, was used"
                                + " before, or began elsewhere."));
    }

    private WebResponse failed(OidcException e) {
        // The provider's own words go to the page, not to the log: anyone can choose them.
        LOG.warn("Sign-in failed: {}", e.kind() == OidcException.Kind.REFUSED ? "the provider refused" : e.text());
        return switch (e.kind()) {
            case REFUSED -> pages.message(400, "The provider said no", e.text());
            case UNAVAILABLE -> pages.message(502, "The provider does not answer", e.text());
            case UNTRUSTED -> pages.message(502, "The answer cannot be trusted", e.text());
        };
    }
}
