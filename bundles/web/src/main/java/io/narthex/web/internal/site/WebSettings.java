package io.narthex.web.internal.site;

import io.narthex.settings.AddressRange;
import io.narthex.settings.Settings;
import io.narthex.web.internal.page.Look;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The settings of the web; {@code etc/narthex.web.cfg}.
 *
 * @param look how the pages look; the base path in it is not the issuer's, see {@link #lookAt}
 * @param allowedOrigins the origins whose scripts may call the endpoints that clients call; {@code *} for any
 * @param allowedHeaders the request headers that those scripts may send
 * @param trustedProxies the peers whose word on the client's address is taken
 * @param clientAddressHeader where those peers put the client's address
 * @param hstsMaxAge for how long browsers shall use {@code https} only; zero to say nothing
 */
public record WebSettings(
        Look look,
        List<String> allowedOrigins,
        List<String> allowedHeaders,
        List<AddressRange> trustedProxies,
        String clientAddressHeader,
        Duration hstsMaxAge) {

    private static final Pattern ORIGIN =
            Pattern.compile("https?://[A-Za-z0-9.-]+(:\\d{1,5})?|https?://\\[[0-9a-fA-F:.]+](:\\d{1,5})?");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Copies the lists. */
    public WebSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        allowedHeaders = List.copyOf(allowedHeaders);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** What is in force as long as there is no file. */
    public static WebSettings byDefault() {
        return from(Settings.of(java.util.Map.of()), Path.of(""));
    }

    /**
     * Reads the settings.
     *
     * @param home what a relative folder is relative to
     * @throws io.narthex.settings.InvalidSettingException if one is wrong
     */
    public static WebSettings from(Settings settings, Path home) {
        List<String> headers = settings.list("allowedHeaders");
        return new WebSettings(
                Look.from(settings, "", home),
                origins(settings),
                headers.isEmpty() ? List.of("Authorization", "Content-Type") : headerNames(settings, headers),
                ranges(settings),
                headerName(settings, "clientAddressHeader", settings.text("clientAddressHeader", "X-Forwarded-For")),
                settings.section("hsts")
                        .duration("maxAge", Duration.ofDays(365), Duration.ZERO, Duration.ofDays(3650)));
    }

    /** The look, at an issuer's path. */
    public Look lookAt(String basePath) {
        return new Look(look.issuerName(), basePath, look.folder());
    }

    private static List<String> origins(Settings settings) {
        List<String> origins = settings.list("allowedOrigins");
        for (String origin : origins) {
            if (!origin.equals("*") && !ORIGIN.matcher(origin).matches()) {
                throw settings.wrong(
                        "allowedOrigins", "origins such as https://app.example.com without a path, or *", origin);
            }
        }
        return origins.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
    }

    private static List<String> headerNames(Settings settings, List<String> names) {
        return names.stream()
                .map(name -> headerName(settings, "allowedHeaders", name))
                .toList();
    }

    private static String headerName(Settings settings, String key, String name) {
        if (!HEADER.matcher(name).matches()) {
            throw settings.wrong(key, "a header name", name);
        }
        return name;
    }

    private static List<AddressRange> ranges(Settings settings) {
        // Of everywhere, anybody could write the address that they come from, and no limit for one address would hold.
        return settings.list("trustedProxies").stream()
                .map(range -> AddressRange.parse(range)
                        .filter(one -> !one.isEverything())
                        .orElseThrow(() -> settings.wrong(
                                "trustedProxies",
                                "addresses or ranges such as 10.0.0.0/8 or ::1, and not everywhere",
                                range)))
                .toList();
    }
}
