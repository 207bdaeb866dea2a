package io.narthex.opensaml;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Collection;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignatureInput;
import org.opensaml.saml.security.impl.SAMLSignatureProfileValidator;
import org.opensaml.security.credential.BasicCredential;
import org.opensaml.xmlsec.signature.SignableXMLObject;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.impl.SignatureImpl;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.SignatureValidator;

/** Verifies enveloped signatures. Says nothing about algorithms: the caller has looked at the signature before. */
public final class SignedXml {

    private SignedXml() {}

    /**
     * Verifies the signature of an object against SAML's signature profile and against keys.
     *
     * @param object as read from a parsed element
     * @param keys any of them may have signed it; what the signature itself says about its key is never looked at
     * @return the very octets that were digested, which are all that the signature vouches for; empty if it does not hold
     */
    public static Optional<byte[]> verified(SignableXMLObject object, Collection<PublicKey> keys) {
        return OpenSaml.call(() -> {
            if (!(object.getSignature() instanceof SignatureImpl signature) || !fitsProfile(signature)) {
                return Optional.empty();
            }
            return keys.stream().anyMatch(key -> holds(signature, key))
                    ? Optional.of(digested(signature))
                    : Optional.empty();
        });
    }

    private static boolean fitsProfile(Signature signature) {
        try {
            new SAMLSignatureProfileValidator().validate(signature);
            return true;
        } catch (SignatureException | RuntimeException e) {
            // What is hostile enough makes OpenSAML throw whatever comes to it; nothing that it throws means yes.
            return false;
        }
    }

    private static boolean holds(Signature signature, PublicKey key) {
        try {
            SignatureValidator.validate(signature, new BasicCredential(key));
            return true;
        } catch (SignatureException | RuntimeException e) {
            // As above.
            return false;
        }
    }

    private static byte[] digested(SignatureImpl signature) {
        try {
            XMLSignatureInput content =
                    signature.getXMLSignature().getSignedInfo().item(0).getContentsAfterTransformation();
            return content.getBytes();
        } catch (XMLSecurityException | IOException e) {
            throw new OpenSamlException("the signed content cannot be read", e);
        }
    }
}
