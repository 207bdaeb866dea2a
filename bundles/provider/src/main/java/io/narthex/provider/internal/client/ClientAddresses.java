package io.narthex.provider.internal.client;

import io.narthex.protocol.RedirectUris;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What addresses of clients must be like, whoever names them. */
public final class ClientAddresses {

    /** Schemes that run in the page that follows them. */
    private static final Set<String> ACTIVE_SCHEMES =
            Set.of("javascript", "data", "vbscript", "blob", "filesystem", "about", "view-source");

    /** OpenID Connect Core 1.0, section 6.2. */
    private static final int LONGEST_REQUEST_URI = 512;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private ClientAddresses() {}

    /** Whether an answer can be sent there: absolute, without fragment, of a scheme that only leads away; RFC 6749, section 3.1.2. */
    public static boolean isRedirectUri(String uri) {
        return uri.equals(RedirectUris.OUT_OF_BAND) || isAbsolute(uri);
    }

    /** Whether something can be fetched there without anybody on the way changing it: {@code https}, or this machine. */
    public static boolean isFetchable(URI uri) {
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        boolean safe =
                scheme.equals("https") || (scheme.equals("http") && LOOPBACK.contains(String.valueOf(uri.getHost())));
        return safe && uri.getHost() != null && uri.getRawUserInfo() == null;
    }

    /** Whether request objects can be fetched there; OpenID Connect Core 1.0, section 6.2. The fragment may be a hash. */
    public static boolean isRequestUri(String uri) {
        try {
            return uri.length() <= LONGEST_REQUEST_URI && isFetchable(new URI(uri));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Whether it is absolute and without fragment; web addresses have a host and no user information. */
    public static boolean isAbsolute(String uri) {
        try {
            URI parsed = new URI(uri);
            String scheme = Optional.ofNullable(parsed.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            boolean complete = web ? parsed.getHost() != null && parsed.getRawUserInfo() == null : !scheme.isEmpty();
            return complete && parsed.getRawFragment() == null && !ACTIVE_SCHEMES.contains(scheme);
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
