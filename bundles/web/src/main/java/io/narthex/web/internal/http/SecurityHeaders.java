package io.narthex.web.internal.http;

import io.narthex.web.internal.page.ContentPolicy;
import io.narthex.web.internal.site.Site;
import java.time.Duration;
import javax.servlet.http.HttpServletResponse;

/** The headers that every answer begins with. What may be cached says so itself afterwards. */
final class SecurityHeaders {

    private SecurityHeaders() {}

    static void apply(HttpServletResponse response, Site site) {
        response.setHeader("Content-Security-Policy", ContentPolicy.BASE);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        Duration hsts = site.web().hstsMaxAge();
        if (site.isSecure() && !hsts.isZero()) {
            response.setHeader("Strict-Transport-Security", "max-age=" + hsts.toSeconds());
        }
    }
}
