package io.narthex.connector.saml.internal;

import java.io.StringReader;
import java.io.StringWriter;
import java.security.KeyPair;
import java.util.List;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilter2ParameterSpec;
import javax.xml.crypto.dsig.spec.XPathFilterParameterSpec;
import javax.xml.crypto.dsig.spec.XPathType;
import javax.xml.crypto.dsig.spec.XSLTTransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** Signs XML with the JDK's own implementation, which is not the one under test. Signs whatever it is told to. */
@NullUnmarked // the JDK wants nulls here
final class TestSigning {

    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String XPATH = Transform.XPATH;
    static final String XSLT = Transform.XSLT;
    static final String EXCLUSIVE = CanonicalizationMethod.EXCLUSIVE;

    /** How to sign. */
    record How(KeyPair keys, String signature, String digest, String canonicalization, List<String> transforms) {

        static How with(TestKeys keys) {
            String algorithm = keys.pair.getPrivate().getAlgorithm().equals("EC")
                    ? "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
                    : RSA_SHA256;
            return new How(
                    keys.pair, algorithm, DigestMethod.SHA256, EXCLUSIVE, List.of(Transform.ENVELOPED, EXCLUSIVE));
        }

        How signature(String algorithm) {
            return new How(keys, algorithm, digest, canonicalization, transforms);
        }

        How digest(String algorithm) {
            return new How(keys, signature, algorithm, canonicalization, transforms);
        }

        How canonicalization(String algorithm) {
            return new How(keys, signature, digest, algorithm, transforms);
        }

        How transforms(String... algorithms) {
            return new How(keys, signature, digest, canonicalization, List.of(algorithms));
        }
    }

    private TestSigning() {}

    /** The document, in which the element with the id has a signature after its issuer. */
    static String sign(String xml, String id, How how) {
        Document document = parse(xml);
        Element element = byId(document.getDocumentElement(), id);
        Node issuer = element.getFirstChild();
        return sign(document, element, issuer == null ? null : issuer.getNextSibling(), id, how);
    }

    static String sign(Document document, Element holder, @Nullable Node before, String id, How how) {
        try {
            registerIds(document.getDocumentElement());
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            List<Transform> transforms = new java.util.ArrayList<>();
            for (String algorithm : how.transforms()) {
                transforms.add(factory.newTransform(algorithm, parameters(algorithm)));
            }
            Reference reference =
                    factory.newReference("#" + id, factory.newDigestMethod(how.digest(), null), transforms, null, null);
            SignedInfo info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(how.canonicalization(), (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(how.signature(), null),
                    List.of(reference));
            DOMSignContext context = before == null
                    ? new DOMSignContext(how.keys().getPrivate(), holder)
                    : new DOMSignContext(how.keys().getPrivate(), holder, before);
            context.setDefaultNamespacePrefix("ds");
            context.setProperty("org.jcp.xml.dsig.secureValidation", false);
            factory.newXMLSignature(info, null).sign(context);
            return text(document);
        } catch (Exception e) { // whatever a test can do about it: nothing
            throw new IllegalStateException(e);
        }
    }

    private static TransformParameterSpec parameters(String algorithm) {
        return switch (algorithm) {
                // Takes away all that there is.
            case Transform.XPATH2 -> new XPathFilter2ParameterSpec(
                    List.of(new XPathType("/*", XPathType.Filter.SUBTRACT)));
            case XPATH -> new XPathFilterParameterSpec("not(ancestor-or-self::*[local-name() = 'Signature'])");
            case XSLT -> new XSLTTransformParameterSpec(new DOMStructure(
                    parse("<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
                                    + "<xsl:template match='/'><x/></xsl:template></xsl:stylesheet>")
                            .getDocumentElement()));
            default -> null;
        };
    }

    static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (Exception e) { // as above
            throw new IllegalStateException(e);
        }
    }

    static String text(Node node) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter writer = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(writer));
            return writer.toString();
        } catch (Exception e) { // as above
            throw new IllegalStateException(e);
        }
    }

    static @Nullable Element byId(Element element, String id) {
        if (element.getAttribute("ID").equals(id)) {
            return element;
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                @Nullable Element found = byId(child, id);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    static void registerIds(Element element) {
        if (element.hasAttribute("ID")) {
            element.setIdAttribute("ID", true);
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                registerIds(child);
            }
        }
    }
}
