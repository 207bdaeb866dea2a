package io.narthex.provider.internal.registration;

import io.narthex.provider.internal.client.About;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What people are told of a client; RFC 7591, section 2. Nobody vouches for any of it. */
final class AboutRules {

    private static final int LONGEST_NAME = 200;

    private AboutRules() {}

    static About read(Fields fields, List<String> redirectUris) {
        fields.texts("contacts");
        fields.text("software_id");
        fields.text("software_version");
        return new About(
                fields.https("client_uri"),
                logo(fields, redirectUris),
                fields.https("policy_uri"),
                fields.https("tos_uri"),
                fields.https("initiate_login_uri"));
    }

    /** The name, if it has given itself one. */
    static Optional<String> name(Fields fields) {
        Optional<String> name = fields.text("client_name").map(String::strip).filter(text -> !text.isEmpty());
        name.filter(text -> text.length() > LONGEST_NAME).ifPresent(text -> {
            throw Fields.wrong("client_name", "at most " + LONGEST_NAME + " characters", text);
        });
        return name;
    }

    /**
     * Its picture, which is left out where it is not from a host to which answers go: it could be somebody else's; RFC 7591,
     * section 5.
     */
    private static Optional<URI> logo(Fields fields, List<String> redirectUris) {
        Optional<URI> logo = fields.https("logo_uri").filter(uri -> isHostOfOne(uri, redirectUris));
        if (logo.isEmpty()) {
            fields.leaveOut("logo_uri");
        }
        return logo;
    }

    private static boolean isHostOfOne(URI uri, List<String> redirectUris) {
        return redirectUris.stream()
                .map(URI::create)
                .filter(one -> "https".equalsIgnoreCase(one.getScheme()))
                .anyMatch(one -> host(one).equals(host(uri)));
    }

    private static String host(URI uri) {
        return String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    }
}
