package io.narthex.connector.saml.internal.metadata;

import io.narthex.connector.UpstreamUnavailableException;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** A provider out of the connector's settings: its keys count while their certificates are valid. */
public final class ConfiguredProvider implements IdentityProviderSource {

    private final String entityId;
    private final URI address;
    private final List<X509Certificate> certificates;
    private final Clock clock;

    /** A provider with these certificates. */
    public ConfiguredProvider(String entityId, URI address, List<X509Certificate> certificates, Clock clock) {
        this.entityId = entityId;
        this.address = address;
        this.certificates = List.copyOf(certificates);
        this.clock = clock;
    }

    @Override
    public IdentityProvider current() {
        Instant now = clock.instant();
        List<PublicKey> keys = certificates.stream()
                .filter(certificate -> !now.isAfter(certificate.getNotAfter().toInstant())
                        && !now.isBefore(certificate.getNotBefore().toInstant()))
                .map(X509Certificate::getPublicKey)
                .toList();
        if (keys.isEmpty()) {
            throw new UpstreamUnavailableException("ca: no certificate in it is valid now");
        }
        return new IdentityProvider(entityId, address, keys);
    }
}
