package io.narthex.web.internal.session;

import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Cookies;
import io.narthex.web.internal.site.Backends;
import io.narthex.web.internal.site.Site;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Remembers where a person wanted to go who signs out at an upstream first. Sealed, and good with its state only. */
public final class LogoutCookie {

    private static final String NAME = "narthex-logout";
    private static final Duration AGE = Duration.ofMinutes(10);
    /** As much as a browser keeps. */
    private static final int MAX = 3_500;

    private final Site site;
    private final Backends backends;

    /** The cookie of a site. */
    public LogoutCookie(Site site, Backends backends) {
        this.site = site;
        this.backends = backends;
    }

    /** Where the browser is to go that comes back with this state; empty if it has not been sent with it. */
    public Optional<String> find(Call call, String state) {
        return Cookies.values(call, site.cookieName(NAME)).stream()
                .map(value -> backends.sealer().open(purpose(state), value))
                .flatMap(Optional::stream)
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .findFirst();
    }

    /** The {@code Set-Cookie} header by which the browser remembers; without effect for an address that is too long. */
    public String set(String state, String address) {
        String value = backends.sealer().seal(purpose(state), address.getBytes(StandardCharsets.UTF_8));
        return value.length() > MAX ? clear() : site.cookie(NAME, value, Optional.of(AGE));
    }

    /** The {@code Set-Cookie} header by which it forgets. */
    public String clear() {
        return site.cookie(NAME, "", Optional.of(Duration.ZERO));
    }

    /** A purpose is short, and what comes as state may be anything. */
    private static String purpose(String state) {
        return "logout:" + (state.length() > 50 ? "" : state);
    }
}
