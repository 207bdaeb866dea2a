package io.narthex.web.internal;

import io.narthex.connector.support.TokenBuckets;
import io.narthex.web.internal.asset.Assets;
import io.narthex.web.internal.endpoint.Desk;
import io.narthex.web.internal.flow.FlowCookies;
import io.narthex.web.internal.http.Gate;
import io.narthex.web.internal.http.Pages;
import io.narthex.web.internal.page.PageRenderer;
import io.narthex.web.internal.session.SessionCookie;
import io.narthex.web.internal.site.Backends;
import io.narthex.web.internal.site.Site;
import java.time.Clock;
import java.time.Duration;

/**
 * What is made once and registered.
 *
 * @param gate stands before everything
 * @param rootGate stands before what is at the root of the host, outside the issuer's path
 * @param assets the files that pages refer to
 * @param desk what the endpoints work with
 */
public record Parts(Gate gate, Gate rootGate, Assets assets, Desk desk) {

    /** So many sign-ins whose request does not fit into a cookie may one source begin at once, and then one each 30 s. */
    private static final int PARKED_AT_ONCE = 20;

    private static final Duration PARKED_EACH = Duration.ofSeconds(30);

    /**
     * The parts for a site.
     *
     * @param loopbackOnly whether only requests are answered that arrived on a loopback address
     */
    public static Parts of(Site site, Backends backends, Clock clock, boolean loopbackOnly) {
        Assets assets = new Assets(() -> site.web().look().folder());
        Pages pages = new Pages(new PageRenderer(() -> site.web().lookAt(site.basePath()), assets));
        TokenBuckets strangers = new TokenBuckets(PARKED_AT_ONCE, PARKED_EACH, System::nanoTime);
        FlowCookies cookies = new FlowCookies(site, backends, strangers, clock);
        return new Parts(
                new Gate(site, pages, loopbackOnly),
                new Gate(site, pages, loopbackOnly),
                assets,
                new Desk(site, backends, cookies, new SessionCookie(site), pages));
    }
}
