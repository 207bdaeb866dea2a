package io.narthex.connector.saml.internal.xml;

import io.narthex.opensaml.OpenSamlException;
import io.narthex.opensaml.SamlObjects;
import io.narthex.opensaml.SignedXml;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.opensaml.xmlsec.signature.SignableXMLObject;
import org.w3c.dom.Element;

/**
 * Verifies the signature that an element holds over itself. The signature has the one form that SAML's profile knows, with
 * nothing left out and nothing beside it; everything else is refused before a signature is computed.
 *
 * @see <a href="https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf">SAML core, section 5.4</a>
 */
public final class StrictSignature {

    private static final String ENVELOPED = Names.SIGNATURE + "enveloped-signature";

    private final Algorithms algorithms;
    private final XmlLimits limits;

    /** Verifies with these algorithms, in documents of this kind. */
    public StrictSignature(Algorithms algorithms, XmlLimits limits) {
        this.algorithms = algorithms;
        this.limits = limits;
    }

    /** The signature that an element holds over itself, if it holds one. */
    public static Optional<Element> of(Element element) {
        return Dom.optionalChild(element, Names.SIGNATURE, "Signature");
    }

    /**
     * Verifies the signature of an element.
     *
     * @param keys any of them may have signed
     * @return the root of a new document, read from the very octets that the signature covers, and thus without the signature
     * @throws UnknownSignerException if it does not hold with any of the keys
     * @throws UnacceptableException if it is not of the form, or is not of what it should be
     */
    public Element verify(Element signed, Collection<PublicKey> keys) {
        Element signature = Dom.child(signed, Names.SIGNATURE, "Signature");
        Form form = form(signed, signature);
        List<PublicKey> fitting = keys.stream()
                .filter(key -> key.getAlgorithm().equals(form.keyAlgorithm()))
                .toList();
        byte[] octets = octets(signed, fitting);
        if (!form.isDigested().test(octets)) {
            throw new UnacceptableException("DigestValue: is not that of the signed content");
        }
        Element content = XmlDoor.parse(octets, limits);
        if (!String.valueOf(signed.getNamespaceURI()).equals(content.getNamespaceURI())
                || !signed.getLocalName().equals(content.getLocalName())
                || !Dom.attribute(content, "ID").equals(Dom.attribute(signed, "ID"))) {
            throw new UnacceptableException("Signature: does not cover the element that it is in");
        }
        return content;
    }

    private record Form(String keyAlgorithm, Predicate<byte[]> isDigested) {}

    private byte[] octets(Element signed, List<PublicKey> keys) {
        try {
            if (SamlObjects.read(signed) instanceof SignableXMLObject object) {
                return SignedXml.verified(object, keys).orElseThrow(() -> new UnknownSignerException(keys.size()));
            }
        } catch (OpenSamlException e) {
            throw new UnacceptableException("Signature: cannot be verified", e);
        }
        throw new UnacceptableException(signed.getLocalName() + ": cannot be signed");
    }

    private Form form(Element signed, Element signature) {
        Dom.requireOnly(signature, Names.SIGNATURE, Set.of("SignedInfo", "SignatureValue", "KeyInfo"));
        Element info = Dom.child(signature, Names.SIGNATURE, "SignedInfo");
        Dom.text(Dom.child(signature, Names.SIGNATURE, "SignatureValue"));
        Dom.optionalChild(signature, Names.SIGNATURE, "KeyInfo");
        Dom.requireOnly(info, Names.SIGNATURE, Set.of("CanonicalizationMethod", "SignatureMethod", "Reference"));
        Element canonicalization = Dom.child(info, Names.SIGNATURE, "CanonicalizationMethod");
        requireExclusive(canonicalization);
        Element method = Dom.child(info, Names.SIGNATURE, "SignatureMethod");
        requireEmpty(method);
        String keyAlgorithm = algorithms.keyAlgorithm(algorithm(method));
        Element reference = Dom.child(info, Names.SIGNATURE, "Reference");
        requireReferenceTo(reference, signed);
        Element digestMethod = Dom.child(reference, Names.SIGNATURE, "DigestMethod");
        requireEmpty(digestMethod);
        MessageDigest digest = algorithms.digest(algorithm(digestMethod));
        byte[] value = base64(Dom.child(reference, Names.SIGNATURE, "DigestValue"));
        return new Form(keyAlgorithm, octets -> MessageDigest.isEqual(digest.digest(octets), value));
    }

    private static void requireReferenceTo(Element reference, Element signed) {
        Dom.requireOnly(reference, Names.SIGNATURE, Set.of("Transforms", "DigestMethod", "DigestValue"));
        String id = Dom.attribute(signed, "ID")
                .orElseThrow(() -> new UnacceptableException(signed.getLocalName() + ": signed, but without an ID"));
        if (!reference.getAttributeNS(null, "URI").equals("#" + id)) {
            throw new UnacceptableException("Reference: expected the element that the signature is in");
        }
        Element transforms = Dom.child(reference, Names.SIGNATURE, "Transforms");
        Dom.requireOnly(transforms, Names.SIGNATURE, Set.of("Transform"));
        List<Element> steps = Dom.children(transforms);
        if (steps.size() != 2 || !algorithm(steps.get(0)).equals(ENVELOPED)) {
            throw new UnacceptableException(
                    "Transforms: expected enveloped-signature and exclusive canonicalization, in this order");
        }
        requireEmpty(steps.get(0));
        requireExclusive(steps.get(1));
    }

    private static void requireExclusive(Element step) {
        if (!algorithm(step).equals(Names.EXCLUSIVE)) {
            throw new UnacceptableException(
                    step.getLocalName() + ": expected exclusive canonicalization without comments");
        }
        Dom.requireOnly(step, Names.EXCLUSIVE, Set.of("InclusiveNamespaces"));
        Dom.optionalChild(step, Names.EXCLUSIVE, "InclusiveNamespaces").ifPresent(StrictSignature::requireEmpty);
    }

    private static void requireEmpty(Element element) {
        Dom.requireOnly(element, Names.SIGNATURE, Set.of());
    }

    private static String algorithm(Element element) {
        return Dom.attribute(element, "Algorithm").orElse("");
    }

    private static byte[] base64(Element element) {
        try {
            return Base64.getMimeDecoder().decode(Dom.text(element));
        } catch (IllegalArgumentException e) {
            throw new UnacceptableException(element.getLocalName() + ": not base64", e);
        }
    }
}
