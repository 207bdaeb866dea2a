package io.narthex.web.internal.session;

import io.narthex.protocol.Digests;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Cookies;
import io.narthex.web.internal.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The cookie by which a browser shows its session. It lives as long as the browser runs; how long the session does is known
 * by the store alone.
 */
public final class SessionCookie {

    private static final String NAME = "narthex-session";

    private final Site site;

    /** The cookie of a site. */
    public SessionCookie(Site site) {
        this.site = site;
    }

    /**
     * What the browser shows. Nothing if it shows two: one of them has been planted by a neighbour of ours, and we cannot know
     * which.
     */
    public Optional<String> value(Call call) {
        List<String> values = Cookies.values(call, site.cookieName(NAME));
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** The {@code Set-Cookie} header by which the browser shows this from now on. */
    public String set(String value) {
        return site.cookie(NAME, value, Optional.empty());
    }

    /** The {@code Set-Cookie} header by which the browser shows nothing any more. */
    public String clear() {
        return site.cookie(NAME, "", Optional.of(Duration.ZERO));
    }

    /** What the forms on pages for a session hold, so that no other page can send them. */
    public static String formToken(String value) {
        return Digests.fingerprint("form " + value);
    }

    /** Whether a form was on a page for the session that the browser shows. */
    public static boolean isFormToken(String token, String value) {
        return Digests.equal(token, formToken(value));
    }
}
