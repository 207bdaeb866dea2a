package io.narthex.connector.authproxy.internal;

import io.narthex.settings.AddressRange;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings of one connector. All ways of knowing the proxy that are configured must hold together.
 *
 * @param trustedProxies where it may call from; never empty
 * @param secret what it must say as well
 * @param certificate the SHA-256 fingerprint of the client certificate that it must show as well, in lower-case hexadecimal
 * @param names of the headers
 * @param groupSeparator between groups in one header
 * @param staticGroups groups of everybody
 * @param emailVerified whether the proxy vouches for the mail address
 */
record AuthProxyConfig(
        List<AddressRange> trustedProxies,
        Optional<Secret> secret,
        Optional<String> certificate,
        Names names,
        String groupSeparator,
        List<String> staticGroups,
        boolean emailVerified) {

    private static final int SHORTEST_SECRET = 16;
    private static final Pattern HEADER_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    /** A header and what it must hold; hidden from logs. */
    record Secret(String header, String value) {
        @Override
        public String toString() {
            return "Secret[header=" + header + "]";
        }
    }

    /** Names of headers, in lower case. */
    record Names(String user, String userId, String username, String email, String groups) {

        Set<String> all() {
            return Set.of(user, userId, username, email, groups);
        }
    }

    AuthProxyConfig {
        trustedProxies = List.copyOf(trustedProxies);
        staticGroups = List.copyOf(staticGroups);
    }

    static AuthProxyConfig from(Settings settings) {
        AuthProxyConfig config = new AuthProxyConfig(
                proxies(settings),
                secret(settings),
                settings.optionalText("proxyCertificate").map(text -> fingerprint(settings, text)),
                new Names(
                        headerName(settings, "userHeader", "X-Remote-User"),
                        headerName(settings, "userIDHeader", "X-Remote-User-Id"),
                        headerName(settings, "userNameHeader", "X-Remote-User-Name"),
                        headerName(settings, "emailHeader", "X-Remote-User-Email"),
                        headerName(settings, "groupHeader", "X-Remote-Group")),
                settings.text("groupHeaderSeparator", ","),
                settings.list("staticGroups"),
                settings.flag("emailVerified", true));
        config.requireDifferentNames(settings);
        config.requireSomeProof(settings);
        return config;
    }

    /** The names of all headers that the connector reads. */
    Set<String> readHeaders() {
        Set<String> read = new HashSet<>(names.all());
        secret.ifPresent(one -> read.add(one.header()));
        return read;
    }

    private static List<AddressRange> proxies(Settings settings) {
        List<String> texts = settings.list("trustedProxies");
        if (texts.isEmpty()) {
            throw settings.missing(
                    "trustedProxies", "the addresses that the proxy calls from, such as 10.0.0.5 or 10.0.0.0/24");
        }
        return texts.stream()
                .map(text -> AddressRange.parse(text)
                        .orElseThrow(() -> settings.wrong(
                                "trustedProxies", "addresses or ranges such as 10.0.0.5 or 10.0.0.0/24", text)))
                .toList();
    }

    private static Optional<Secret> secret(Settings settings) {
        String header = headerName(settings, "sharedSecretHeader", "X-Narthex-Proxy-Secret");
        return settings.optionalText("sharedSecret").map(value -> {
            if (value.length() < SHORTEST_SECRET) {
                throw new InvalidSettingException(
                        "sharedSecret", "expected at least " + SHORTEST_SECRET + " characters, got " + value.length());
            }
            return new Secret(header, value);
        });
    }

    private static String fingerprint(Settings settings, String text) {
        String plain = text.replace(":", "").toLowerCase(Locale.ROOT);
        if (!FINGERPRINT.matcher(plain).matches()) {
            throw settings.wrong("proxyCertificate", "a SHA-256 fingerprint of 64 hexadecimal digits", text);
        }
        return plain;
    }

    private static String headerName(Settings settings, String key, String byDefault) {
        String name = settings.text(key, byDefault);
        String lower = name.toLowerCase(Locale.ROOT);
        if (!HEADER_NAME.matcher(lower).matches()) {
            throw settings.wrong(key, "the name of a header, of letters, digits and dashes", name);
        }
        return lower;
    }

    /** Whoever may call from everywhere must show something else, or anybody could say that they are anybody. */
    private void requireSomeProof(Settings settings) {
        Optional<AddressRange> everything =
                trustedProxies.stream().filter(AddressRange::isEverything).findFirst();
        if (everything.isPresent() && secret.isEmpty() && certificate.isEmpty()) {
            throw settings.wrong(
                    "trustedProxies",
                    "the addresses of the proxy, or sharedSecret or proxyCertificate besides",
                    everything.get().toString());
        }
    }

    private void requireDifferentNames(Settings settings) {
        Map<String, String> keys = new TreeMap<>(Map.of(
                "userIDHeader", names.userId(),
                "userNameHeader", names.username(),
                "emailHeader", names.email(),
                "groupHeader", names.groups()));
        Set<String> taken = new HashSet<>(Set.of(names.user()));
        secret.ifPresent(one -> keys.put("sharedSecretHeader", one.header()));
        keys.forEach((key, name) -> {
            if (!taken.add(name)) {
                throw settings.wrong(key, "a header of its own", name);
            }
        });
    }
}
