package io.narthex.web.internal.flow;

import io.narthex.connector.support.TokenBuckets;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.Flow;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.site.Backends;
import io.narthex.web.internal.site.Site;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets the browser carry its flows. A cookie holds the sealed flow, a sealed reference to it in storage, or, for some time
 * after the end, that it has ended: so a reload and the back button find a page that says so.
 */
public final class FlowCookies {

    /** How long a browser remembers a flow that has expired or ended, to be told so. */
    static final Duration AFTERGLOW = Duration.ofMinutes(30);

    /** The longest value; browsers keep 4,096 characters with name and attributes. */
    static final int MAX_VALUE = 3_500;

    // The first character of what is sealed says what follows.
    private static final char FLOW = 'f';
    private static final char PARKED = 'k';
    private static final char ENDED = 'e';

    private final Site site;
    private final Backends backends;
    private final FlowParking parking;
    private final Clock clock;

    /**
     * Cookies for the browsers of a site.
     *
     * @param strangers how many flows each source may park in storage before anybody has signed in
     */
    public FlowCookies(Site site, Backends backends, TokenBuckets strangers, Clock clock) {
        this.site = site;
        this.backends = backends;
        this.parking = new FlowParking(backends, strangers);
        this.clock = clock;
    }

    /** What the browser carries of a flow; the id may be anything. */
    public Found find(Call call, String flowId) {
        if (!RandomIds.isId(flowId)) {
            return new Found.Nothing();
        }
        return jar(call).values(flowId).stream()
                .map(value -> backends.sealer().open(purpose(flowId), value))
                .flatMap(Optional::stream)
                .map(content -> found(new String(content, StandardCharsets.UTF_8)))
                .findFirst()
                .orElseGet(Found.Nothing::new);
    }

    /**
     * The {@code Set-Cookie} headers by which the browser carries the flow from now on.
     *
     * @throws io.narthex.web.internal.http.TooManyRequestsException if it does not fit into a cookie and the source has used
     *     up its share
     */
    public List<String> carry(Call call, Flow flow) {
        Instant until = flow.expiry().plus(AFTERGLOW);
        String value = sealed(flow.id(), FLOW, FlowText.write(flow));
        if (value.isEmpty()) {
            String reference = parking.park(flow, until, call.source(site.web()));
            value = sealed(flow.id(), PARKED, reference);
        }
        return set(call, flow.id(), value, Duration.between(clock.instant(), until));
    }

    /** The {@code Set-Cookie} headers by which the browser forgets all of the flow but that it has ended. */
    public List<String> end(Call call, Flow flow) {
        String application = origin(flow.request().redirectUri()).orElse("");
        String value = sealed(flow.id(), ENDED, application.length() > 200 ? "" : application);
        return set(call, flow.id(), value, AFTERGLOW);
    }

    /** The address of the application that a redirect URI belongs to. */
    static Optional<String> origin(String redirectUri) {
        try {
            URI uri = URI.create(redirectUri);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null && uri.getRawUserInfo() == null
                    ? Optional.of(uri.getScheme() + "://" + uri.getRawAuthority() + "/")
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // registered to the letter, so it may be anything
        }
    }

    private Found found(String content) {
        char what = content.isEmpty() ? 0 : content.charAt(0);
        if (what == ENDED) {
            return new Found.Ended(Optional.of(content.substring(1)).filter(text -> !text.isEmpty()));
        }
        Optional<String> text =
                switch (what) {
                    case FLOW -> Optional.of(content.substring(1));
                    case PARKED -> parking.find(content.substring(1));
                    default -> Optional.empty();
                };
        return text.flatMap(FlowText::read).map(this::dated).orElseGet(Found.Nothing::new);
    }

    private Found dated(Flow flow) {
        return flow.isExpired(clock.instant()) ? new Found.Expired(flow) : new Found.Open(flow);
    }

    /** Empty if it would not fit into a cookie. */
    private String sealed(String flowId, char what, String content) {
        byte[] bytes = (what + content).getBytes(StandardCharsets.UTF_8);
        String value = bytes.length > MAX_VALUE ? "" : backends.sealer().seal(purpose(flowId), bytes);
        return value.length() > MAX_VALUE ? "" : value;
    }

    private CookieJar jar(Call call) {
        return CookieJar.of(call, site.cookieName(CookieJar.NAME));
    }

    private List<String> set(Call call, String flowId, String value, Duration age) {
        List<String> headers = new ArrayList<>();
        jar(call).evicted(flowId, value.length()).forEach(old -> headers.add(cookie(old, "", Duration.ZERO)));
        headers.add(cookie(flowId, value, age.isNegative() ? Duration.ZERO : age));
        return headers;
    }

    private String cookie(String flowId, String value, Duration age) {
        return site.cookie(CookieJar.NAME + flowId, value, Optional.of(age));
    }

    private static String purpose(String flowId) {
        return "flow:" + flowId;
    }
}
