package io.narthex.web.internal.http;

import io.narthex.settings.AddressRange;
import io.narthex.web.internal.page.ErrorPage;
import io.narthex.web.internal.page.Problem;
import io.narthex.web.internal.site.Site;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import javax.servlet.FilterChain;
import javax.servlet.ServletException;
import javax.servlet.http.HttpFilter;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before everything we serve: gives every answer its headers and lets no request in that it cannot be sure of. */
public final class Gate extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    private final transient Site site;
    private final transient Pages pages;
    private final boolean loopbackOnly;

    /**
     * A gate.
     *
     * @param loopbackOnly whether only requests are let in that arrived on a loopback address
     */
    public Gate(Site site, Pages pages, boolean loopbackOnly) {
        this.site = site;
        this.pages = pages;
        this.loopbackOnly = loopbackOnly;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        SecurityHeaders.apply(response, site);
        Call call = new Call(request);
        if (loopbackOnly && !isLoopback(request.getLocalAddr())) {
            Json.send(response, 403, Json.error("access_denied", "the demo answers on loopback addresses only"));
            return;
        }
        Optional<String> objection = RequestRules.objection(call.path(), call.queryText());
        if (objection.isPresent()) {
            refuse(call, response, objection.get());
            return;
        }
        if (!Cors.answers(call, response, site.web())) {
            chain.doFilter(new BodilessRequest(request), response);
        }
    }

    private void refuse(Call call, HttpServletResponse response, String objection) throws IOException {
        log.debug("request refused: {}", objection);
        if (call.isBrowser()) {
            pages.send(
                    call, response, ErrorPage.of(Problem.BAD_REQUEST, objection.substring(0, objection.indexOf(':'))));
        } else {
            Json.send(response, 400, Json.error("invalid_request", objection));
        }
    }

    private static boolean isLoopback(String address) {
        return AddressRange.address(address).map(InetAddress::isLoopbackAddress).orElse(false);
    }
}
