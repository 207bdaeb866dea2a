package io.narthex.provider;

import io.narthex.protocol.Digests;
import io.narthex.provider.internal.client.ClientAddresses;
import io.narthex.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Dynamic client registration; RFC 7591.
 *
 * @param enabled whether clients may register
 * @param open whether they may do so without an initial access token
 * @param initialAccessToken what they have to present otherwise; a fingerprint as of {@code Digests}
 * @param allowedConnectors the connectors that people may sign in to them through; all if empty
 * @param resources the resource servers that they may get access tokens for; RFC 8707; none if empty
 * @param maximum the most clients that can be registered at a time
 * @param validIfNotUsedFor after what time a client that registered without a token is forgotten unless somebody uses it; zero
 *     for never
 */
public record RegistrationSettings(
        boolean enabled,
        boolean open,
        Optional<String> initialAccessToken,
        List<String> allowedConnectors,
        List<String> resources,
        int maximum,
        Duration validIfNotUsedFor) {

    private static final int MOST = 100_000;

    /** Copies the lists. */
    public RegistrationSettings {
        allowedConnectors = List.copyOf(allowedConnectors);
        resources = List.copyOf(resources);
    }

    /** Reads the section {@code registration}. */
    static RegistrationSettings from(Settings settings) {
        boolean enabled = settings.flag("enabled", false);
        boolean open = settings.flag("open", false);
        Optional<String> token = settings.optionalText("initialAccessToken");
        if (enabled && !open && token.isEmpty()) {
            throw settings.missing("initialAccessToken", "a value, or registration.open = true");
        }
        return new RegistrationSettings(
                enabled,
                open,
                token.map(Digests::fingerprint),
                settings.list("allowedConnectors"),
                resources(settings),
                settings.number("maximum", 1_000, 1, MOST),
                settings.duration("validIfNotUsedFor", Duration.ofDays(30), Duration.ZERO, Duration.ofDays(3650)));
    }

    private static List<String> resources(Settings settings) {
        List<String> resources = settings.list("resources");
        resources.stream().filter(word -> !ClientAddresses.isAbsolute(word)).forEach(word -> {
            throw settings.wrong("resources", "absolute addresses without fragment", word);
        });
        return resources;
    }

    @Override
    public String toString() {
        return "RegistrationSettings[enabled=" + enabled + ", open=" + open + "]";
    }
}
