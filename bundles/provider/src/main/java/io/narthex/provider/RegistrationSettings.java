package io.narthex.provider;

import io.narthex.protocol.Digests;
import io.narthex.settings.Settings;
import java.util.Optional;

/**
 * Dynamic client registration; RFC 7591.
 *
 * @param enabled whether clients may register
 * @param open whether they may do so without an initial access token
 * @param initialAccessToken what they have to present otherwise; a fingerprint as of {@code Digests}
 */
public record RegistrationSettings(boolean enabled, boolean open, Optional<String> initialAccessToken) {

    /** Reads the section {@code registration}. */
    static RegistrationSettings from(Settings settings) {
        boolean enabled = settings.flag("enabled", false);
        boolean open = settings.flag("open", false);
        Optional<String> token = settings.optionalText("initialAccessToken");
        if (enabled && !open && token.isEmpty()) {
            throw settings.missing("initialAccessToken", "a value, or registration.open = true");
        }
        return new RegistrationSettings(enabled, open, token.map(Digests::fingerprint));
    }

    @Override
    public String toString() {
        return "RegistrationSettings[enabled=" + enabled + ", open=" + open + "]";
    }
}
