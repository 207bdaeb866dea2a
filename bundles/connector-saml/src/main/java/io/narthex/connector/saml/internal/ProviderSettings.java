package io.narthex.connector.saml.internal;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.saml.internal.metadata.ConfiguredProvider;
import io.narthex.connector.saml.internal.metadata.IdentityProviderSource;
import io.narthex.connector.saml.internal.metadata.MetadataReader;
import io.narthex.connector.saml.internal.metadata.PublishedProvider;
import io.narthex.connector.saml.internal.xml.Algorithms;
import io.narthex.connector.saml.internal.xml.StrictSignature;
import io.narthex.connector.saml.internal.xml.XmlLimits;
import io.narthex.connector.support.http.HttpCall;
import io.narthex.connector.support.http.HttpSettings;
import io.narthex.connector.support.http.Tls;
import io.narthex.connector.support.http.UpstreamHttp;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads who the identity provider is: from settings one by one, or from its metadata. */
final class ProviderSettings {

    private ProviderSettings() {}

    static IdentityProviderSource source(
            Settings settings, SamlConfig.Binding binding, Algorithms algorithms, Clock clock) {
        Optional<String> issuer = settings.optionalText("ssoIssuer");
        Optional<URI> address = settings.optionalUri("ssoURL");
        List<X509Certificate> certificates = Credentials.certificates(settings, "ca", "caData");
        List<PublicKey> signers = Credentials.certificates(settings, "metadataCA", "metadataCAData").stream()
                .map(X509Certificate::getPublicKey)
                .toList();
        Duration interval =
                settings.duration("metadataRefresh", Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofDays(7));
        HttpSettings http = HttpSettings.from(settings, Tls.from(settings));
        Optional<Path> file = settings.optionalText("metadataFile").map(text -> path(settings, text));
        Optional<URI> url = settings.optionalUri("metadataURL");
        if (file.isEmpty() && url.isEmpty()) {
            return configured(settings, issuer, address, certificates, clock);
        }
        refuseBoth(certificates, address, file, url);
        MetadataReader reader =
                new MetadataReader(issuer, binding.uri(), new StrictSignature(algorithms, XmlLimits.METADATA), signers);
        String name = file.map(Path::toString).or(() -> url.map(URI::getHost)).orElseThrow();
        Supplier<byte[]> source = file.map(ProviderSettings::fromFile)
                .orElseGet(() -> fromAddress(settings, url.orElseThrow(), signers.isEmpty(), http));
        return new PublishedProvider(name, source, reader, interval, clock);
    }

    private static IdentityProviderSource configured(
            Settings settings,
            Optional<String> issuer,
            Optional<URI> address,
            List<X509Certificate> certificates,
            Clock clock) {
        URI target = address.orElseThrow(() ->
                settings.missing("ssoURL", "the provider's address for requests, or metadataURL or metadataFile"));
        if (certificates.isEmpty()) {
            throw settings.missing("caData", "the provider's certificate, there or in the file that ca names");
        }
        return new ConfiguredProvider(
                issuer.orElseThrow(() -> settings.missing("ssoIssuer", "the provider's entity id")),
                target,
                certificates,
                clock);
    }

    private static void refuseBoth(
            List<X509Certificate> certificates, Optional<URI> address, Optional<Path> file, Optional<URI> url) {
        if (file.isPresent() && url.isPresent()) {
            throw new InvalidSettingException("metadataURL", "expected either metadataFile or metadataURL, got both");
        }
        if (!certificates.isEmpty()) {
            throw new InvalidSettingException("caData", "expected either certificates or metadata, got both");
        }
        if (address.isPresent()) {
            throw new InvalidSettingException("ssoURL", "expected either an address or metadata, got both");
        }
    }

    private static Supplier<byte[]> fromFile(Path file) {
        return () -> {
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(XmlLimits.METADATA.bytes() + 1);
            } catch (IOException e) {
                throw new UpstreamUnavailableException("metadataFile: cannot be read", e);
            }
        };
    }

    private static Supplier<byte[]> fromAddress(Settings settings, URI url, boolean unsigned, HttpSettings http) {
        boolean isProtected = "https".equalsIgnoreCase(url.getScheme()) || Credentials.isLoopback(url);
        if (unsigned && !isProtected) {
            throw settings.wrong(
                    "metadataURL",
                    "https, or the certificate of who signs the metadata in metadataCAData",
                    url.toString());
        }
        HttpSettings bounds = new HttpSettings(
                http.connectTimeout(),
                http.readTimeout(),
                http.totalTimeout(),
                Math.max(http.maxBytes(), XmlLimits.METADATA.bytes()),
                http.proxy(),
                http.addresses(),
                http.tls());
        UpstreamHttp client = new UpstreamHttp(bounds);
        HttpCall call = HttpCall.get(url).with("Accept", "application/samlmetadata+xml, application/xml, text/xml");
        return () -> client.send(call).requireSuccess().body().getBytes(StandardCharsets.UTF_8);
    }

    private static Path path(Settings settings, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw settings.wrong("metadataFile", "a path", text);
        }
    }
}
