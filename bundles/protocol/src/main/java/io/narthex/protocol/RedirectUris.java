package io.narthex.protocol;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/** Which redirect URIs a client may use; RFC 9700, section 2.1 and RFC 8252, section 7.3. */
public final class RedirectUris {

    /** The out-of-band URN: the code is shown to the person, who carries it to the application. */
    public static final String OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private RedirectUris() {}

    /**
     * Whether a client may use the URI: one of its registered ones, to the letter. A public client without any may use the
     * out-of-band URN and {@code http} addresses of the machine that the browser runs on, with any port.
     *
     * @param uri as it came, decoded once
     */
    public static boolean isAllowed(String uri, List<String> registered, boolean publicClient) {
        if (registered.contains(uri)) {
            return true;
        }
        return publicClient && registered.isEmpty() && (uri.equals(OUT_OF_BAND) || isLoopback(uri));
    }

    private static boolean isLoopback(String uri) {
        if (uri.chars().anyMatch(c -> c <= ' ' || c == '\\' || c >= 0x7f)) {
            return false;
        }
        try {
            URI parsed = new URI(uri);
            // The whole authority is compared: Java leaves host and user information empty where it cannot parse them.
            String authority = parsed.getRawAuthority();
            if (authority == null || parsed.getRawFragment() != null || !"http".equals(parsed.getScheme())) {
                return false;
            }
            int colon = authority.lastIndexOf(':');
            boolean hasPort = colon > 0 && authority.substring(colon + 1).matches("\\d{1,5}");
            return LOOPBACK.contains(hasPort ? authority.substring(0, colon) : authority);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
