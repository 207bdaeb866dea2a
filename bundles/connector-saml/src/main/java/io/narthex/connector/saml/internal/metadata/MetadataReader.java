package io.narthex.connector.saml.internal.metadata;

import io.narthex.connector.saml.internal.xml.Dom;
import io.narthex.connector.saml.internal.xml.Names;
import io.narthex.connector.saml.internal.xml.StrictSignature;
import io.narthex.connector.saml.internal.xml.UnacceptableException;
import io.narthex.connector.saml.internal.xml.XmlDoor;
import io.narthex.connector.saml.internal.xml.XmlLimits;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/**
 * Reads a provider's metadata. What is missing there switches nothing off: without a signing key, or without an address for
 * our binding, the metadata is refused as a whole.
 */
public final class MetadataReader {

    private final Optional<String> entityId;
    private final String binding;
    private final StrictSignature signature;
    private final List<PublicKey> signers;

    /**
     * Reads the metadata of one provider.
     *
     * @param entityId which one; empty if the document must be about one only
     * @param binding how requests will be sent
     * @param signature the form that the metadata's signature must have
     * @param signers who must have signed it; empty if nobody must
     */
    public MetadataReader(
            Optional<String> entityId, String binding, StrictSignature signature, List<PublicKey> signers) {
        this.entityId = entityId;
        this.binding = binding;
        this.signature = signature;
        this.signers = List.copyOf(signers);
    }

    /**
     * What a document says.
     *
     * @param provider the provider
     * @param validUntil when it must not be used any more; the earliest of all that apply
     * @param cacheDuration how long it may be used before it is read anew
     */
    public record Metadata(IdentityProvider provider, Optional<Instant> validUntil, Optional<Duration> cacheDuration) {}

    /**
     * Reads a document.
     *
     * @throws UnacceptableException if it is no metadata of the provider, is not signed as it must be, or lacks something
     */
    public Metadata read(byte[] document) {
        Element root = XmlDoor.parse(document, XmlLimits.METADATA);
        Element trusted = signers.isEmpty() ? root : signature.verify(root, signers);
        Element entity = entity(trusted);
        Element role = role(entity);
        String id = Dom.attribute(entity, "entityID").orElseThrow(() -> new UnacceptableException("entityID: missing"));
        return new Metadata(
                new IdentityProvider(id, address(role), keys(role)),
                Stream.of(trusted, entity, role)
                        .flatMap(element -> validUntil(element).stream())
                        .min(Instant::compareTo),
                Stream.of(trusted, entity, role)
                        .flatMap(element -> cacheDuration(element).stream())
                        .min(Duration::compareTo));
    }

    private Element entity(Element root) {
        List<Element> entities = Dom.descendants(root).stream()
                .filter(element -> Dom.is(element, Names.METADATA, "EntityDescriptor"))
                .filter(element ->
                        entityId.isEmpty() || Dom.attribute(element, "entityID").equals(entityId))
                .toList();
        if (entities.size() != 1) {
            throw new UnacceptableException("EntityDescriptor: expected one of "
                    + entityId.map(id -> "'" + id + "'").orElse("any provider; ssoIssuer would say which") + ", got "
                    + entities.size());
        }
        return entities.get(0);
    }

    private static Element role(Element entity) {
        List<Element> roles = Dom.children(entity, Names.METADATA, "IDPSSODescriptor").stream()
                .filter(role -> Arrays.asList(role.getAttributeNS(null, "protocolSupportEnumeration")
                                .split("\\s+", -1))
                        .contains(Names.PROTOCOL))
                .toList();
        if (roles.size() != 1) {
            throw new UnacceptableException("IDPSSODescriptor: expected one for SAML 2.0, got " + roles.size());
        }
        return roles.get(0);
    }

    private URI address(Element role) {
        String location = Dom.children(role, Names.METADATA, "SingleSignOnService").stream()
                .filter(service -> service.getAttributeNS(null, "Binding").equals(binding))
                .flatMap(service -> Dom.attribute(service, "Location").stream())
                .findFirst()
                .orElseThrow(() -> new UnacceptableException("SingleSignOnService: none for the binding "
                        + binding.substring(binding.lastIndexOf(':') + 1)));
        try {
            URI address = new URI(location);
            if (address.getHost() != null
                    && List.of("https", "http").contains(address.getScheme())
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // answered below
        }
        throw new UnacceptableException("SingleSignOnService: expected an absolute http or https address");
    }

    private static List<PublicKey> keys(Element role) {
        List<PublicKey> keys = Dom.children(role, Names.METADATA, "KeyDescriptor").stream()
                .filter(key -> Dom.attribute(key, "use").orElse("signing").equals("signing"))
                .flatMap(key -> Dom.children(key, Names.SIGNATURE, "KeyInfo").stream())
                .flatMap(info -> Dom.children(info, Names.SIGNATURE, "X509Data").stream())
                .flatMap(data -> Dom.children(data, Names.SIGNATURE, "X509Certificate").stream())
                .map(MetadataReader::key)
                .distinct()
                .toList();
        if (keys.isEmpty()) {
            throw new UnacceptableException("KeyDescriptor: no certificate for signatures");
        }
        keys.forEach(key -> Keys.objection(key).ifPresent(objection -> {
            throw new UnacceptableException("KeyDescriptor: " + objection);
        }));
        return keys;
    }

    private static PublicKey key(Element certificate) {
        try {
            byte[] octets = Base64.getMimeDecoder().decode(Dom.text(certificate));
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(octets))
                    .getPublicKey();
        } catch (CertificateException | IllegalArgumentException e) {
            throw new UnacceptableException("X509Certificate: cannot be read", e);
        }
    }

    private static Optional<Instant> validUntil(Element element) {
        return Dom.attribute(element, "validUntil").map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new UnacceptableException("validUntil: expected a time with its zone", e);
            }
        });
    }

    private static Optional<Duration> cacheDuration(Element element) {
        return Dom.attribute(element, "cacheDuration").map(text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                // In months or years: longer than we wait anyway.
                return Duration.ofDays(30);
            }
        });
    }
}
