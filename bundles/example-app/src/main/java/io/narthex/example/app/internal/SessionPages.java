package io.narthex.example.app.internal;

import io.narthex.example.app.internal.http.RequestException;
import io.narthex.example.app.internal.http.WebRequest;
import io.narthex.example.app.internal.http.WebResponse;
import io.narthex.example.app.internal.oidc.Provider;
import io.narthex.example.app.internal.oidc.Randoms;
import java.time.Duration;
import java.util.Optional;

/** The pages before and after a sign-in. Tokens stay on the server; the browser has a name for them only. */
final class SessionPages {

    /** The cookie that names the session. */
    static final String SESSION = "narthex-example-session";

    /** How long tokens are kept. */
    static final Duration KEPT = Duration.ofHours(8);

    private static final String SIGNED_OUT = "signed-out";

    private final AppSettings settings;
    private final Provider provider;
    private final Pages pages;
    private final Shelf<AppSession> sessions;

    SessionPages(AppSettings settings, Provider provider, Pages pages, Shelf<AppSession> sessions) {
        this.settings = settings;
        this.provider = provider;
        this.pages = pages;
        this.sessions = sessions;
    }

    /** The start page. */
    WebResponse start(WebRequest request) {
        boolean signedOut = request.query().values().containsKey(SIGNED_OUT);
        return pages.start(SignInForm.initial(), session(request).map(AppSession::name), signedOut);
    }

    /** What the sign-in brought. */
    WebResponse show(WebRequest request) {
        return session(request).map(pages::session).orElseGet(() -> WebResponse.seeOther("/"));
    }

    /** New tokens for the refresh token. */
    WebResponse refresh(WebRequest request) {
        own(request).refresh(provider);
        return WebResponse.seeOther("/session");
    }

    /** Claims for the access token. */
    WebResponse userinfo(WebRequest request) {
        own(request).askUserinfo(provider);
        return WebResponse.seeOther("/session#userinfo");
    }

    /** Forgets the tokens. */
    WebResponse signOut(WebRequest request) {
        own(request);
        request.cookie(SESSION).ifPresent(sessions::take);
        return WebResponse.seeOther("/?" + SIGNED_OUT).withCookie(SESSION, "", Duration.ZERO, settings.secure());
    }

    private Optional<AppSession> session(WebRequest request) {
        return request.cookie(SESSION).flatMap(sessions::find);
    }

    /** The session, if the form is one that we made for it. */
    private AppSession own(WebRequest request) {
        AppSession session =
                session(request).orElseThrow(() -> new RequestException(403, "You are not signed in any more."));
        if (!Randoms.same(request.form().one("form_token").orElse(""), session.formToken())) {
            throw new RequestException(403, "The form is not one of this page.");
        }
        return session;
    }
}
