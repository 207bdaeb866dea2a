package io.narthex.connector.saml.internal;

import io.narthex.connector.saml.internal.message.NameIdFormats;
import io.narthex.connector.saml.internal.message.ServiceKey;
import io.narthex.connector.saml.internal.metadata.IdentityProviderSource;
import io.narthex.connector.saml.internal.xml.Algorithms;
import io.narthex.connector.saml.internal.xml.Names;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * The settings of one connector.
 *
 * @param provider the identity provider
 * @param binding how requests are sent
 * @param entityId our name
 * @param address where responses come
 * @param nameIdFormat how people are named
 * @param key our own
 * @param algorithms what signatures may use
 * @param allowCbc whether assertions may be encrypted with AES-CBC
 * @param clockSkew how far clocks may be apart
 * @param refreshFor how long after a sign-in the identity is still given out
 * @param unsolicited where a browser goes that comes with a response that nobody asked for
 * @param claims which attributes become what
 */
record SamlConfig(
        IdentityProviderSource provider,
        Binding binding,
        String entityId,
        URI address,
        String nameIdFormat,
        Optional<ServiceKey> key,
        Algorithms algorithms,
        boolean allowCbc,
        Duration clockSkew,
        Duration refreshFor,
        Optional<URI> unsolicited,
        ClaimNames claims) {

    /** How requests are sent. */
    enum Binding {
        POST,
        REDIRECT;

        String uri() {
            return this == POST ? Names.POST : Names.REDIRECT;
        }
    }

    static SamlConfig from(Settings settings, Clock clock) {
        refuseUnverified(settings);
        Binding binding = settings.choice("ssoBinding", Binding.class, Binding.POST);
        Algorithms algorithms = settings.flag("allowSHA1", false) ? Algorithms.withSha1() : Algorithms.strong();
        URI address = settings.uri("redirectURI");
        return new SamlConfig(
                ProviderSettings.source(settings, binding, algorithms, clock),
                binding,
                settings.text("entityIssuer", address.toString()),
                address,
                nameIdFormat(settings),
                Credentials.serviceKey(settings),
                algorithms,
                settings.flag("allowCBC", false),
                settings.duration("clockSkew", Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(5)),
                settings.duration("refreshFor", Duration.ofHours(24), Duration.ofMinutes(1), Duration.ofDays(30)),
                unsolicited(settings),
                ClaimNames.from(settings));
    }

    private static void refuseUnverified(Settings settings) {
        if (settings.flag("insecureSkipSignatureValidation", false)) {
            throw new InvalidSettingException(
                    "insecureSkipSignatureValidation",
                    "expected false, because everybody could sign in as anybody; give the provider's certificate in ca,"
                            + " caData or its metadata");
        }
    }

    private static String nameIdFormat(Settings settings) {
        String text = settings.text("nameIDPolicyFormat", "persistent");
        return NameIdFormats.parse(text)
                .filter(format -> !format.equals(NameIdFormats.TRANSIENT))
                .orElseThrow(() -> settings.wrong(
                        "nameIDPolicyFormat", "one of " + NameIdFormats.names() + ", but not transient", text));
    }

    private static Optional<URI> unsolicited(Settings settings) {
        Optional<URI> target = settings.optionalUri("idpInitiatedTarget");
        target.filter(uri -> !String.valueOf(uri.getScheme())
                        .toLowerCase(Locale.ROOT)
                        .equals("https"))
                .filter(uri -> !Credentials.isLoopback(uri))
                .ifPresent(uri -> {
                    throw settings.wrong("idpInitiatedTarget", "an https address", uri.toString());
                });
        return target;
    }
}
