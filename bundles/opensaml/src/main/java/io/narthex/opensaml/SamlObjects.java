package io.narthex.opensaml;

import java.io.StringWriter;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.opensaml.core.xml.XMLObject;
import org.opensaml.core.xml.config.XMLObjectProviderRegistrySupport;
import org.opensaml.core.xml.io.MarshallingException;
import org.opensaml.core.xml.io.Unmarshaller;
import org.opensaml.core.xml.io.UnmarshallingException;
import org.opensaml.core.xml.util.XMLObjectSupport;
import org.opensaml.security.x509.BasicX509Credential;
import org.opensaml.xmlsec.signature.SignableXMLObject;
import org.opensaml.xmlsec.signature.Signature;
import org.opensaml.xmlsec.signature.support.SignatureConstants;
import org.opensaml.xmlsec.signature.support.SignatureException;
import org.opensaml.xmlsec.signature.support.Signer;
import org.w3c.dom.Element;

/** Makes, reads, signs and writes OpenSAML's objects. */
public final class SamlObjects {

    private SamlObjects() {}

    /** A new, empty object of an element's name. */
    public static <T extends XMLObject> T build(QName name, Class<T> type) {
        return OpenSaml.call(() -> type.cast(XMLObjectSupport.buildXMLObject(name)));
    }

    /**
     * Reads a parsed element. Its attributes of type ID are known to the document afterwards.
     *
     * @throws OpenSamlException if OpenSAML does not understand it
     */
    public static XMLObject read(Element element) {
        return OpenSaml.call(() -> {
            Unmarshaller unmarshaller =
                    XMLObjectProviderRegistrySupport.getUnmarshallerFactory().getUnmarshaller(element);
            if (unmarshaller == null) {
                throw new OpenSamlException(
                        "unknown element '" + element.getLocalName() + "'", new IllegalArgumentException());
            }
            try {
                return unmarshaller.unmarshall(element);
            } catch (UnmarshallingException | RuntimeException e) {
                // What is hostile enough makes OpenSAML throw whatever comes to it.
                throw new OpenSamlException("element '" + element.getLocalName() + "' cannot be read", e);
            }
        });
    }

    /** The object as text, without an XML declaration. */
    public static String write(XMLObject object) {
        return OpenSaml.call(() -> text(marshalled(object)));
    }

    /** The object, signed, as text: with SHA-256, exclusively canonicalized, with the certificate. */
    public static String writeSigned(SignableXMLObject object, PrivateKey key, X509Certificate certificate) {
        return OpenSaml.call(() -> {
            Signature signature = build(Signature.DEFAULT_ELEMENT_NAME, Signature.class);
            signature.setSigningCredential(new BasicX509Credential(certificate, key));
            signature.setSignatureAlgorithm(
                    key.getAlgorithm().equals("EC")
                            ? SignatureConstants.ALGO_ID_SIGNATURE_ECDSA_SHA256
                            : SignatureConstants.ALGO_ID_SIGNATURE_RSA_SHA256);
            signature.setCanonicalizationAlgorithm(SignatureConstants.ALGO_ID_C14N_EXCL_OMIT_COMMENTS);
            signature.setKeyInfo(KeyInfos.of(certificate));
            object.setSignature(signature);
            Element element = marshalled(object);
            try {
                Signer.signObject(signature);
            } catch (SignatureException e) {
                throw new OpenSamlException("cannot be signed", e);
            }
            return text(element);
        });
    }

    private static Element marshalled(XMLObject object) {
        try {
            return XMLObjectSupport.marshall(object);
        } catch (MarshallingException e) {
            throw new OpenSamlException("cannot be written", e);
        }
    }

    private static String text(Element element) {
        try {
            TransformerFactory factory = TransformerFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            Transformer transformer = factory.newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter writer = new StringWriter();
            transformer.transform(new DOMSource(element), new StreamResult(writer));
            return writer.toString();
        } catch (TransformerException e) {
            throw new OpenSamlException("cannot be written", e);
        }
    }
}
