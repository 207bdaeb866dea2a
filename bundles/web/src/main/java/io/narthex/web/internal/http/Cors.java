package io.narthex.web.internal.http;

import io.narthex.web.internal.site.WebSettings;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletResponse;

/** Lets scripts of configured origins call what clients call; Fetch standard, section 3.2. */
final class Cors {

    private static final Set<String> OPEN =
            Set.of("/.well-known/openid-configuration", "/keys", "/token", "/par", "/userinfo", "/revoke", "/register");

    /** RFC 8414, section 3.1: the issuer's path may come after it. */
    private static final String AUTHORIZATION_SERVER = "/.well-known/oauth-authorization-server";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    /** What a script may send anyway. */
    private static final Set<String> SAFE_HEADERS =
            Set.of("accept", "accept-language", "content-language", "content-type", "origin");

    private Cors() {}

    /**
     * Adds what the browser of a script needs.
     *
     * @return whether the request was a preflight, which is answered now
     */
    static boolean answers(Call call, HttpServletResponse response, WebSettings settings) {
        if (settings.allowedOrigins().isEmpty() || !isOpen(call.path())) {
            return false;
        }
        response.addHeader("Vary", "Origin");
        Optional<String> origin = call.header("Origin").filter(asked -> isAllowed(asked, settings));
        origin.ifPresent(allowed -> response.setHeader("Access-Control-Allow-Origin", allowed));
        Optional<String> method = call.header("Access-Control-Request-Method");
        if (!call.method().equals("OPTIONS") || call.header("Origin").isEmpty() || method.isEmpty()) {
            origin.ifPresent(allowed -> response.setHeader("Access-Control-Expose-Headers", "WWW-Authenticate"));
            return false;
        }
        if (origin.isEmpty() || !METHODS.contains(method.get()) || !allowsHeaders(call, settings)) {
            response.setHeader("Access-Control-Allow-Origin", null);
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return true;
        }
        response.setHeader("Access-Control-Allow-Methods", "GET, HEAD, POST");
        response.setHeader("Access-Control-Allow-Headers", String.join(", ", settings.allowedHeaders()));
        response.setHeader("Access-Control-Max-Age", "600");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }

    private static boolean isOpen(String path) {
        return OPEN.contains(path) || path.startsWith(AUTHORIZATION_SERVER);
    }

    private static boolean isAllowed(String origin, WebSettings settings) {
        return settings.allowedOrigins().contains("*")
                || settings.allowedOrigins().contains(origin.toLowerCase(Locale.ROOT));
    }

    private static boolean allowsHeaders(Call call, WebSettings settings) {
        return call.headers("Access-Control-Request-Headers").stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .allMatch(name -> SAFE_HEADERS.contains(name)
                        || settings.allowedHeaders().stream().anyMatch(name::equalsIgnoreCase));
    }
}
