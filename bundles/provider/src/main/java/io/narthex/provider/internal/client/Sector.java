package io.narthex.provider.internal.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which clients belong together, so that they know a person by the same pairwise {@code sub}; OpenID Connect Core 1.0, section 8.1. */
public final class Sector {

    private Sector() {}

    /**
     * The sector of a client.
     *
     * @param list where the redirect URIs of the whole sector are listed, if there is such a place
     * @return the host of that place, or else the one host of all redirect URIs; empty where there is not exactly one
     */
    public static Optional<String> of(Optional<URI> list, List<String> redirectUris) {
        Set<Optional<String>> hosts = new HashSet<>();
        redirectUris.forEach(uri -> hosts.add(host(uri)));
        return list.isPresent()
                ? list.map(Sector::host)
                : Optional.of(hosts).filter(all -> all.size() == 1).flatMap(all -> all.iterator()
                        .next());
    }

    private static Optional<String> host(String uri) {
        try {
            return Optional.of(new URI(uri))
                    .filter(parsed -> parsed.getHost() != null)
                    .map(Sector::host);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }
}
