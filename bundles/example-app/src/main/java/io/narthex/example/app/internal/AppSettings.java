package io.narthex.example.app.internal;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * The application's settings, checked.
 *
 * @param issuer the provider's issuer, as text since it is compared as text
 * @param listen the address to listen on
 * @param clientId the client id
 * @param clientSecret the client secret
 * @param redirectUri where the provider's answers arrive; its origin is the address that browsers use
 */
record AppSettings(String issuer, InetSocketAddress listen, String clientId, String clientSecret, URI redirectUri) {

    static final String DEFAULT_ISSUER = "http://127.0.0.1:5556/dex";
    static final String DEFAULT_LISTEN = "http://127.0.0.1:5555";
    static final String DEFAULT_CLIENT_ID = "example-app";
    static final String DEFAULT_CLIENT_SECRET = "ZXhhbXBsZS1hcHAtc2VjcmV0";
    static final String DEFAULT_REDIRECT_URI = "http://127.0.0.1:5555/callback";

    private static final String ALLOW_REMOTE = "allowRemote";

    /**
     * Reads the settings; what is absent takes the value of dex's example application.
     *
     * @throws InvalidSettingException if a value is wrong, a key unknown, or the application would leave this machine without
     *     {@code allowRemote}
     */
    static AppSettings from(Settings settings) {
        boolean allowRemote = settings.flag(ALLOW_REMOTE, false);
        String issuer = settings.optionalText("issuer").orElse(DEFAULT_ISSUER);
        settings.optionalUri("issuer").ifPresent(uri -> checkIssuer(settings, uri, allowRemote));
        InetSocketAddress listen =
                listen(settings, settings.optionalUri("listen").orElse(URI.create(DEFAULT_LISTEN)), allowRemote);
        URI redirectUri = settings.optionalUri("redirectURI").orElse(URI.create(DEFAULT_REDIRECT_URI));
        checkRedirectUri(settings, redirectUri);
        AppSettings read = new AppSettings(
                issuer,
                listen,
                settings.text("clientID", DEFAULT_CLIENT_ID),
                settings.text("clientSecret", DEFAULT_CLIENT_SECRET),
                redirectUri);
        settings.rejectUnknown();
        return read;
    }

    /** The origin that browsers use, {@code http://127.0.0.1:5555}. */
    String origin() {
        return redirectUri.getScheme() + "://" + redirectUri.getRawAuthority();
    }

    /** Whether browsers use {@code https}. */
    boolean secure() {
        return "https".equalsIgnoreCase(redirectUri.getScheme());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "AppSettings[issuer=" + issuer + ", listen=" + listen + ", clientId=" + clientId + ", redirectUri="
                + redirectUri + "]";
    }

    private static void checkIssuer(Settings settings, URI issuer, boolean allowRemote) {
        if (issuer.getRawQuery() != null) {
            throw settings.wrong("issuer", "an address without a query", issuer.toString());
        }
        boolean plain = "http".equalsIgnoreCase(issuer.getScheme());
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(issuer.getHost());
        if (plain && !here && !allowRemote) {
            throw settings.wrong(
                    "issuer",
                    "https, or " + ALLOW_REMOTE + " = true since it is on another machine",
                    issuer.toString());
        }
    }

    private static InetSocketAddress listen(Settings settings, URI address, boolean allowRemote) {
        boolean bare = address.getRawPath().isEmpty() || address.getRawPath().equals("/");
        if (!"http".equalsIgnoreCase(address.getScheme()) || !bare || address.getRawQuery() != null) {
            throw settings.wrong("listen", "an address such as http://127.0.0.1:5555", address.toString());
        }
        try {
            InetAddress host = InetAddress.getByName(address.getHost());
            if (!host.isLoopbackAddress() && !allowRemote) {
                throw settings.wrong(
                        "listen",
                        "a loopback address, or " + ALLOW_REMOTE + " = true since others can reach it",
                        address.toString());
            }
            return new InetSocketAddress(host, address.getPort() < 0 ? 80 : address.getPort());
        } catch (UnknownHostException e) {
            throw settings.wrong("listen", "an address of this machine", address.toString());
        }
    }

    private static void checkRedirectUri(Settings settings, URI redirectUri) {
        String path = redirectUri.getRawPath();
        if (redirectUri.getRawQuery() != null || path.length() < 2 || Site.PATHS.contains(path)) {
            throw settings.wrong(
                    "redirectURI", "an address with a path of its own, such as /callback", redirectUri.toString());
        }
    }
}
