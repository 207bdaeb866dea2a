package io.narthex.provider.internal.client;

import io.narthex.protocol.RedirectUris;
import io.narthex.settings.Settings;
import io.narthex.settings.files.NamedReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code etc/narthex.client-<id>.cfg}. */
public final class ClientReader implements NamedReader<Client> {

    /** Schemes that run in the page that follows them. */
    private static final Set<String> ACTIVE_SCHEMES =
            Set.of("javascript", "data", "vbscript", "blob", "filesystem", "about", "view-source");

    @Override
    public Client read(String name, Settings settings) {
        String id = settings.text("id", name);
        if (id.getBytes(StandardCharsets.UTF_8).length > 255 || id.chars().anyMatch(Character::isISOControl)) {
            throw settings.wrong("id", "at most 255 bytes without control characters", id);
        }
        boolean isPublic = settings.flag("public", false);
        Optional<String> secret = settings.optionalText("secret");
        if (secret.isEmpty() && !isPublic) {
            throw settings.missing("secret", "a value, or public = true");
        }
        List<String> redirectUris = settings.list("redirectURIs");
        redirectUris.forEach(uri -> checkRedirectUri(settings, uri));
        if (redirectUris.isEmpty() && !isPublic) {
            throw settings.missing("redirectURIs", "at least one absolute address, or public = true");
        }
        return new Client(
                id,
                settings.text("name", id),
                secret.map(ClientSecret::of),
                redirectUris,
                settings.list("trustedPeers"),
                isPublic,
                settings.list("allowedConnectors"));
    }

    private static void checkRedirectUri(Settings settings, String uri) {
        if (uri.equals(RedirectUris.OUT_OF_BAND)) {
            return;
        }
        try {
            URI parsed = new URI(uri);
            String scheme = Optional.ofNullable(parsed.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            boolean web = scheme.equals("http") || scheme.equals("https");
            boolean complete = web ? parsed.getHost() != null && parsed.getRawUserInfo() == null : !scheme.isEmpty();
            if (complete && parsed.getRawFragment() == null && !ACTIVE_SCHEMES.contains(scheme)) {
                return;
            }
        } catch (URISyntaxException e) {
            // answered below
        }
        throw settings.wrong("redirectURIs", "absolute addresses without fragment", uri);
    }
}
