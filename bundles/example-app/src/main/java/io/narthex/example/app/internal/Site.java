package io.narthex.example.app.internal;

import io.narthex.example.app.internal.http.RequestException;
import io.narthex.example.app.internal.http.WebHandler;
import io.narthex.example.app.internal.http.WebRequest;
import io.narthex.example.app.internal.http.WebResponse;
import io.narthex.example.app.internal.http.WebSite;
import io.narthex.example.app.internal.oidc.Provider;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every page of the application, and what must hold before any of them answers. */
final class Site implements WebSite {

    /** The paths that the redirect URI may not have. */
    static final Set<String> PATHS = Set.of(
            "/",
            "/login",
            "/session",
            "/session/refresh",
            "/session/userinfo",
            "/session/sign-out",
            "/style.css",
            "/icon.svg");

    private static final int MOST_SESSIONS = 200;

    private final AppSettings settings;
    private final Pages pages;
    private final Map<String, WebHandler> gets = new LinkedHashMap<>();
    private final Map<String, WebHandler> posts = new LinkedHashMap<>();

    Site(AppSettings settings, Clock clock) {
        this.settings = settings;
        this.pages = new Pages(settings, clock);
        Provider provider = new Provider(
                new Provider.Client(
                        settings.issuer(),
                        settings.clientId(),
                        settings.clientSecret(),
                        settings.redirectUri().toString()),
                clock);
        Shelf<AppSession> sessions = new Shelf<>(MOST_SESSIONS, SessionPages.KEPT, clock);
        SignIn signIn = new SignIn(settings, provider, pages, sessions, clock);
        SessionPages session = new SessionPages(settings, provider, pages, sessions);
        gets.put("/", session::start);
        gets.put(settings.redirectUri().getPath(), signIn::callback);
        gets.put("/session", session::show);
        gets.put("/style.css", Assets.STYLE);
        gets.put("/icon.svg", Assets.ICON);
        posts.put("/login", signIn::login);
        posts.put("/session/refresh", session::refresh);
        posts.put("/session/userinfo", session::userinfo);
        posts.put("/session/sign-out", session::signOut);
    }

    @Override
    public WebResponse answer(WebRequest request) {
        Optional<WebResponse> elsewhere = checkHost(request);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        checkOrigin(request);
        return handler(request).answer(request);
    }

    @Override
    public WebResponse refuse(RequestException refusal) {
        return pages.message(
                refusal.status(),
                refusal.status() < 500 ? "That did not work" : "Something went wrong",
                refusal.text());
    }

    /**
     * A page of another name for this address (DNS rebinding) must not read tokens, and a sign-in that starts under one name
     * finds no cookie when it comes back under another.
     */
    private Optional<WebResponse> checkHost(WebRequest request) {
        String host = request.header("host").orElse("");
        if (host.equalsIgnoreCase(settings.redirectUri().getRawAuthority())
                || host.equalsIgnoreCase(settings.listen().getHostString() + ":"
                        + settings.listen().getPort())) {
            return Optional.empty();
        }
        if (request.method().equals("GET") && request.path().equals("/")) {
            return Optional.of(WebResponse.seeOther(settings.origin() + "/"));
        }
        throw new RequestException(421, "This application answers at " + settings.origin() + "/ only.");
    }

    /** Another site's form is not ours; programs send neither header. */
    private void checkOrigin(WebRequest request) {
        if (!request.method().equals("POST")) {
            return;
        }
        boolean foreign = request.header("origin")
                        .filter(origin -> !origin.equalsIgnoreCase(settings.origin()))
                        .isPresent()
                || request.header("sec-fetch-site")
                        .filter(site -> !Set.of("same-origin", "none").contains(site))
                        .isPresent();
        if (foreign) {
            throw new RequestException(403, "The form was sent from another site.");
        }
    }

    private WebHandler handler(WebRequest request) {
        Map<String, WebHandler> handlers = request.method().equals("POST") ? posts : gets;
        WebHandler handler = handlers.get(request.path());
        if (handler != null && Set.of("GET", "POST").contains(request.method())) {
            return handler;
        }
        boolean known = gets.containsKey(request.path()) || posts.containsKey(request.path());
        throw known
                ? new RequestException(405, "This page is not asked in that way.")
                : new RequestException(404, "There is no page at this address.");
    }
}
