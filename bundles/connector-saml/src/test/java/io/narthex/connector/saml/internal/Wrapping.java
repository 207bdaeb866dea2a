package io.narthex.connector.saml.internal;

import io.narthex.connector.saml.internal.TestSigning.How;
import org.jspecify.annotations.NullUnmarked;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Signature wrapping: what was signed is still somewhere, and somebody else stands in its place (variants 1 to 8). */
@NullUnmarked
final class Wrapping {

    private static final String EVIL = "mallory";

    private Wrapping() {}

    /** The signed response hidden in its own signature, which hangs below an evil one. */
    static String one() {
        return aroundResponse(true);
    }

    /** The signed response beside its signature, below an evil one. */
    static String two() {
        return aroundResponse(false);
    }

    /** An evil assertion before the signed one. */
    static String three() {
        Document document = signedAssertion();
        Element original = assertion(document);
        original.getParentNode().insertBefore(evil(original), original);
        return TestSigning.text(document);
    }

    /** An evil assertion around the signed one. */
    static String four() {
        Document document = signedAssertion();
        Element original = assertion(document);
        Element evil = evil(original);
        original.getParentNode().replaceChild(evil, original);
        evil.appendChild(original);
        return TestSigning.text(document);
    }

    /** An evil assertion that holds the signature; the signed one comes after it, without. */
    static String five() {
        Document document = signedAssertion();
        Element original = assertion(document);
        Element evil = evil(original);
        original.getParentNode().insertBefore(evil, original);
        evil.insertBefore(signature(original), evil.getFirstChild().getNextSibling());
        return TestSigning.text(document);
    }

    /** An evil assertion that holds the signature, which holds the signed one. */
    static String six() {
        Document document = signedAssertion();
        Element original = assertion(document);
        Element evil = evil(original);
        original.getParentNode().replaceChild(evil, original);
        Node signature = signature(original);
        evil.appendChild(signature);
        signature.appendChild(original);
        return TestSigning.text(document);
    }

    /** An evil assertion within extensions. */
    static String seven() {
        Document document = signedAssertion();
        Element original = assertion(document);
        Element extensions = document.createElementNS("urn:oasis:names:tc:SAML:2.0:protocol", "samlp:Extensions");
        extensions.appendChild(evil(original));
        document.getDocumentElement()
                .insertBefore(extensions, document.getDocumentElement().getFirstChild());
        return TestSigning.text(document);
    }

    /** An evil assertion that holds the signature, which holds the signed one in an object. */
    static String eight() {
        Document document = signedAssertion();
        Element original = assertion(document);
        Element evil = evil(original);
        original.getParentNode().replaceChild(evil, original);
        Node signature = signature(original);
        evil.appendChild(signature);
        Element object = document.createElementNS("http://www.w3.org/2000/09/xmldsig#", "ds:Object");
        object.appendChild(original);
        signature.appendChild(object);
        return TestSigning.text(document);
    }

    private static String aroundResponse(boolean inSignature) {
        Document document = TestSigning.parse(
                TestSigning.sign(TestMessages.response(TestMessages.draft()), "_r1", How.with(TestKeys.IDP)));
        Element original = document.getDocumentElement();
        Element evil = (Element) original.cloneNode(true);
        evil.setAttribute("ID", "_evil");
        evil.removeChild(signature(evil));
        name(evil).setTextContent(EVIL);
        assertion(evil).setAttribute("ID", "_evil2");
        document.replaceChild(evil, original);
        Node signature = signature(original);
        evil.appendChild(signature);
        if (inSignature) {
            signature.appendChild(original);
        } else {
            evil.appendChild(original);
        }
        return TestSigning.text(document);
    }

    private static Document signedAssertion() {
        TestMessages.Draft draft = TestMessages.draft();
        String assertion = TestSigning.sign(TestMessages.assertion(draft), draft.assertionId(), How.with(TestKeys.IDP));
        return TestSigning.parse(TestMessages.response(draft, assertion));
    }

    private static Element evil(Element original) {
        Element evil = (Element) original.cloneNode(true);
        evil.removeChild(signature(evil));
        evil.setAttribute("ID", "_evil");
        name(evil).setTextContent(EVIL);
        return evil;
    }

    private static Element assertion(Document document) {
        return assertion(document.getDocumentElement());
    }

    private static Element assertion(Element response) {
        return (Element) response.getElementsByTagNameNS("*", "Assertion").item(0);
    }

    private static Node signature(Element element) {
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if ("Signature".equals(node.getLocalName())) {
                return node;
            }
        }
        throw new IllegalStateException("not signed");
    }

    private static Node name(Element element) {
        return element.getElementsByTagNameNS("*", "NameID").item(0);
    }
}
