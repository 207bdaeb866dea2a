package io.narthex.provider.internal.registration;

import io.narthex.provider.internal.client.LogoutRules;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a client takes part in signing out; OpenID Connect RP-Initiated Logout 1.0, section 3.1, Back-Channel Logout 1.0, section
 * 2.2, and Front-Channel Logout 1.0, section 2.
 */
final class LogoutFields {

    private LogoutFields() {}

    static LogoutRules read(Fields fields, RedirectRules rules, List<String> redirectUris) {
        List<String> after = fields.texts("post_logout_redirect_uris").orElse(List.of());
        rules.require("post_logout_redirect_uris", after);
        Optional<URI> backChannel = fields.https("backchannel_logout_uri");
        Optional<URI> frontChannel = fields.https("frontchannel_logout_uri");
        frontChannel
                .filter(uri -> redirectUris.stream().noneMatch(one -> isSameOrigin(URI.create(one), uri)))
                .ifPresent(uri -> {
                    throw Fields.wrong(
                            "frontchannel_logout_uri", "the host and port of one of redirect_uris", uri.toString());
                });
        return new LogoutRules(
                after,
                backChannel,
                fields.flag("backchannel_logout_session_required"),
                frontChannel,
                fields.flag("frontchannel_logout_session_required"));
    }

    private static boolean isSameOrigin(URI one, URI other) {
        return "https".equalsIgnoreCase(one.getScheme()) && host(one).equals(host(other)) && port(one) == port(other);
    }

    private static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? 443 : uri.getPort();
    }
}
