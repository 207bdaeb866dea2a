package io.narthex.web.internal.site;

import io.narthex.provider.ProviderSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Where we live and how we are set up, as it is now. */
public final class Site {

    private final Supplier<Optional<ProviderSettings>> provider;
    private final Supplier<WebSettings> web;

    /** A site whose settings are asked for each time. */
    public Site(Supplier<Optional<ProviderSettings>> provider, Supplier<WebSettings> web) {
        this.provider = provider;
        this.web = web;
    }

    /** The provider's settings, if there ever were good ones. */
    public Optional<ProviderSettings> findProvider() {
        return provider.get();
    }

    /**
     * The provider's settings.
     *
     * @throws NotReadyException if there never were good ones
     */
    public ProviderSettings provider() {
        return provider.get().orElseThrow(() -> new NotReadyException("narthex.provider"));
    }

    /** The settings of the web. */
    public WebSettings web() {
        return web.get();
    }

    /** The path of the issuer without a slash at its end; empty if it has none. */
    public String basePath() {
        return provider.get().map(ProviderSettings::basePath).orElse("");
    }

    /** A path under the issuer, as browsers on any host understand it: {@code path("/auth")}. */
    public String path(String below) {
        return basePath() + below;
    }

    /** An absolute address under the issuer. */
    public URI address(String below) {
        return URI.create(provider().endpoint(below));
    }

    /** Whether browsers reach us by {@code https}. */
    public boolean isSecure() {
        return provider.get().map(ProviderSettings::isSecure).orElse(false);
    }

    /**
     * The name of a cookie. RFC 6265bis, section 4.1.3: a browser takes one with such a prefix only from ourselves, over
     * {@code https}; the stricter one only for the whole host.
     */
    public String cookieName(String name) {
        if (!isSecure()) {
            return name;
        }
        return (basePath().isEmpty() ? "__Host-" : "__Secure-") + name;
    }

    /**
     * The {@code Set-Cookie} header of a cookie that only we see, everywhere under the issuer.
     *
     * @param name without the prefix that {@link #cookieName} puts before it
     * @param age how long the browser keeps it, zero to forget it; empty for as long as it runs
     */
    public String cookie(String name, String value, Optional<Duration> age) {
        String path = basePath().isEmpty() ? "/" : basePath();
        return cookieName(name) + "=" + value + "; Path=" + path
                + age.map(length -> "; Max-Age=" + length.toSeconds()).orElse("") + (isSecure() ? "; Secure" : "")
                + "; HttpOnly; SameSite=Lax";
    }

    /** Whether an {@code Origin} header names us. */
    public boolean isOwnOrigin(String origin) {
        return origin(URI.create(provider().issuer())).equals(origin.toLowerCase(Locale.ROOT));
    }

    private static String origin(URI address) {
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        int port = address.getPort();
        boolean usual = port < 0 || port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + address.getHost().toLowerCase(Locale.ROOT) + (usual ? "" : ":" + port);
    }
}
