package io.narthex.connector.saml.internal;

import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.crypto.AlgorithmMethod;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.KeySelectorResult;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.c14n.Canonicalizer;
import org.jspecify.annotations.NullUnmarked;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Validators as they have been shipped: each checks a signature, and each is careless in one way. A hostile response that
 * none of them takes would prove nothing about ours.
 */
@NullUnmarked
enum Careless {
    /** Verifies the first signature anywhere in the document, and then reads the first assertion anywhere. */
    FIRST_SIGNATURE_FIRST_ASSERTION {
        @Override
        String read(Document document) throws Exception {
            requireValid(document, key -> TestKeys.IDP.pair.getPublic());
            return nameId(document).getTextContent();
        }
    },
    /** Takes the first piece of a text for the text. */
    FIRST_PIECE_OF_TEXT {
        @Override
        String read(Document document) throws Exception {
            requireValid(document, key -> TestKeys.IDP.pair.getPublic());
            return nameId(document).getFirstChild().getNodeValue();
        }
    },
    /** Trusts the key that the message brings along. */
    KEY_OF_THE_MESSAGE {
        @Override
        String read(Document document) throws Exception {
            requireValid(document, Careless::keyOf);
            return nameId(document).getTextContent();
        }
    },
    /** Hands the provider's public key to whatever algorithm the message names. */
    PUBLIC_KEY_AS_SECRET {
        @Override
        String read(Document document) throws Exception {
            requireValid(
                    document,
                    key -> new SecretKeySpec(TestKeys.IDP.pair.getPublic().getEncoded(), "HmacSHA256"));
            return nameId(document).getTextContent();
        }
    },
    /** Checks the signature over the last SignedInfo, and a digest in the first one, whose text is its first piece. */
    TWO_LOOKS_AT_SIGNED_INFO {
        @Override
        String read(Document document) throws Exception {
            NodeList infos = document.getElementsByTagNameNS("*", "SignedInfo");
            requireSignature(document, (Element) infos.item(infos.getLength() - 1));
            // As xml-crypto did: even a comment.
            Node value = first((Element) infos.item(0), "DigestValue").getFirstChild();
            requireDigest(first(document.getDocumentElement(), "Assertion"), value.getNodeValue());
            return nameId(document).getTextContent();
        }
    },
    /** Checks by hand that what is referred to is signed, wherever it stands, and whatever else is there. */
    NO_LOOK_AT_PLACES {
        @Override
        String read(Document document) throws Exception {
            Element info = first(document.getDocumentElement(), "SignedInfo");
            requireSignature(document, info);
            String uri = first(info, "Reference").getAttribute("URI");
            requireDigest(
                    document.getElementById(uri.substring(1)),
                    first(info, "DigestValue").getTextContent());
            return nameId(document).getTextContent();
        }
    },
    /** Believes what it could decrypt. */
    DECRYPTED_SO_TRUE {
        @Override
        String read(Document document) {
            Element encrypted = (Element)
                    document.getElementsByTagNameNS("*", "EncryptedAssertion").item(0);
            Element assertion = new io.narthex.connector.saml.internal.xml.Decryption(
                            TestKeys.SERVICE.pair.getPrivate(), true)
                    .decrypt(encrypted);
            return assertion.getElementsByTagNameNS("*", "NameID").item(0).getTextContent();
        }
    },
    /** Takes what cannot be canonicalized for nothing, and nothing has a digest too. */
    FAILURE_IS_NOTHING {
        @Override
        String read(Document document) throws Exception {
            Element info = first(document.getDocumentElement(), "SignedInfo");
            requireSignature(document, info);
            Element assertion = first(document.getDocumentElement(), "Assertion");
            requireDigest(assertion, first(info, "DigestValue").getTextContent());
            return nameId(document).getTextContent();
        }

        @Override
        byte[] canonicalized(Element element) throws Exception {
            return hasRelativeNamespace(element) ? new byte[0] : canonical(element);
        }
    },
    /** Checks a signature where there is one. */
    SIGNATURE_IF_ANY {
        @Override
        String read(Document document) throws Exception {
            if (document.getElementsByTagNameNS("*", "Signature").getLength() > 0) {
                requireValid(document, key -> TestKeys.IDP.pair.getPublic());
            }
            return nameId(document).getTextContent();
        }
    };

    abstract String read(Document document) throws Exception;

    byte[] canonicalized(Element element) throws Exception {
        return canonical(element);
    }

    /** Whom it signs in; empty if nobody. */
    Optional<String> signIn(byte[] response) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            Document document =
                    factory.newDocumentBuilder().parse(new InputSource(new java.io.ByteArrayInputStream(response)));
            registerIds(document.getDocumentElement());
            return Optional.of(read(document));
        } catch (Exception e) { // refused, for whatever reason
            return Optional.empty();
        }
    }

    private interface Keys {
        Key key(KeyInfo info);
    }

    private static void requireValid(Document document, Keys keys) throws Exception {
        Node signature =
                document.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
        KeySelector selector = new KeySelector() {
            @Override
            public KeySelectorResult select(
                    KeyInfo info, KeySelector.Purpose purpose, AlgorithmMethod method, XMLCryptoContext context) {
                return () -> keys.key(info);
            }
        };
        DOMValidateContext context = new DOMValidateContext(selector, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", false);
        if (!XMLSignatureFactory.getInstance("DOM")
                .unmarshalXMLSignature(context)
                .validate(context)) {
            throw new IllegalStateException("signature");
        }
    }

    private static PublicKey keyOf(KeyInfo info) {
        X509Data data = (X509Data) info.getContent().get(0);
        return ((X509Certificate) data.getContent().get(0)).getPublicKey();
    }

    private static Node nameId(Document document) {
        Element assertion =
                (Element) document.getElementsByTagNameNS("*", "Assertion").item(0);
        return assertion.getElementsByTagNameNS("*", "NameID").item(0);
    }

    void requireSignature(Document document, Element info) throws Exception {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(TestKeys.IDP.pair.getPublic());
        signature.update(canonicalized(info));
        String value = first(document.getDocumentElement(), "SignatureValue").getTextContent();
        if (!signature.verify(Base64.getMimeDecoder().decode(value))) {
            throw new IllegalStateException("signature");
        }
    }

    void requireDigest(Element signed, String value) throws Exception {
        for (Node node = signed.getFirstChild(); node != null; node = node.getNextSibling()) {
            if ("Signature".equals(node.getLocalName())) {
                signed.removeChild(node);
                break;
            }
        }
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonicalized(signed));
        if (!MessageDigest.isEqual(digest, Base64.getMimeDecoder().decode(value))) {
            throw new IllegalStateException("digest");
        }
    }

    static Element first(Element element, String name) {
        return (Element) element.getElementsByTagNameNS("*", name).item(0);
    }

    static byte[] canonical(Element element) throws Exception {
        org.apache.xml.security.Init.init();
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS).canonicalizeSubtree(element, out);
        return out.toByteArray();
    }

    /** What Canonical XML, section 1.3, wants to be reported as a failure. */
    static boolean hasRelativeNamespace(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if ("xmlns".equals(attribute.getPrefix()) && !attribute.getValue().contains(":")) {
                return true;
            }
        }
        return false;
    }

    private static void registerIds(Element root) {
        NodeList all = root.getElementsByTagNameNS("*", "*");
        register(root);
        for (int i = 0; i < all.getLength(); i++) {
            register((Element) all.item(i));
        }
    }

    /** Whatever is called so, the first one wins. */
    private static void register(Element element) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) element.getAttributes().item(i);
            if ("id".equals(String.valueOf(attribute.getLocalName()).toLowerCase(Locale.ROOT))) {
                element.setIdAttributeNode(attribute, true);
                return;
            }
        }
    }
}
