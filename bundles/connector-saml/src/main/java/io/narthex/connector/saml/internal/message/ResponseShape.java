package io.narthex.connector.saml.internal.message;

import io.narthex.connector.saml.internal.xml.Dom;
import io.narthex.connector.saml.internal.xml.Names;
import io.narthex.connector.saml.internal.xml.UnacceptableException;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * The shape of a response: which elements stand where, whatever is signed. Wrapped, doubled and hidden parts do not fit in.
 */
final class ResponseShape {

    private static final Set<String> SINGULAR = Set.of("Response", "Assertion", "EncryptedAssertion");

    private ResponseShape() {}

    /** Refuses a response of another shape. */
    static void check(Element response) {
        if (!Dom.is(response, Names.PROTOCOL, "Response")) {
            throw new UnacceptableException("Response: expected it as the root");
        }
        requireKnownChildren(response);
        for (Element element : Dom.descendants(response)) {
            boolean isInPlace = element == response || element.getParentNode() == response;
            if (SINGULAR.contains(element.getLocalName()) && !isInPlace) {
                throw new UnacceptableException(element.getLocalName() + ": within another element");
            }
            requireSignatureInPlace(element);
        }
        children(response).forEach(ResponseShape::checkAssertion);
    }

    /** The assertion, encrypted or not. */
    static Element assertion(Element response) {
        List<Element> assertions = children(response);
        if (assertions.size() != 1) {
            throw new UnacceptableException("Assertion: comes " + assertions.size() + " times, expected once");
        }
        return assertions.get(0);
    }

    /** Refuses an assertion of another shape; an encrypted one is checked again once it is decrypted. */
    static void checkAssertion(Element assertion) {
        if (Dom.is(assertion, Names.ASSERTION, "EncryptedAssertion")) {
            return;
        }
        if (!Dom.is(assertion, Names.ASSERTION, "Assertion")) {
            throw new UnacceptableException("Assertion: expected it, got " + assertion.getLocalName());
        }
        for (Element child : Dom.children(assertion)) {
            boolean isSignature = Dom.is(child, Names.SIGNATURE, "Signature");
            boolean isStatement = Names.ASSERTION.equals(child.getNamespaceURI())
                    && Set.of("Issuer", "Subject", "Conditions", "AuthnStatement", "AttributeStatement")
                            .contains(child.getLocalName());
            if (!isSignature && !isStatement) {
                throw new UnacceptableException("unexpected element in Assertion");
            }
        }
        for (Element element : Dom.descendants(assertion)) {
            if (element != assertion && SINGULAR.contains(element.getLocalName())) {
                throw new UnacceptableException(element.getLocalName() + ": within an assertion");
            }
            requireSignatureInPlace(element);
        }
    }

    private static void requireKnownChildren(Element response) {
        for (Element child : Dom.children(response)) {
            boolean isKnown = Dom.is(child, Names.SIGNATURE, "Signature")
                    || Dom.is(child, Names.PROTOCOL, "Status")
                    || Dom.is(child, Names.ASSERTION, "Issuer")
                    || Dom.is(child, Names.ASSERTION, "Assertion")
                    || Dom.is(child, Names.ASSERTION, "EncryptedAssertion");
            if (!isKnown) {
                throw new UnacceptableException("unexpected element in Response");
            }
        }
    }

    /** A signature stands right below what it signs, and holds nothing but itself. */
    private static void requireSignatureInPlace(Element element) {
        boolean inSignatureNamespace = Names.SIGNATURE.equals(element.getNamespaceURI());
        if (inSignatureNamespace
                && Set.of("Object", "Manifest", "SignatureProperties").contains(element.getLocalName())) {
            throw new UnacceptableException("Signature: holds an object");
        }
        if (!element.getLocalName().equals("Signature")) {
            return;
        }
        if (!inSignatureNamespace
                || !(element.getParentNode() instanceof Element parent)
                || !(Dom.is(parent, Names.PROTOCOL, "Response") || Dom.is(parent, Names.ASSERTION, "Assertion"))) {
            throw new UnacceptableException("Signature: in an unexpected place");
        }
    }

    private static List<Element> children(Element response) {
        return Dom.children(response).stream()
                .filter(child -> Dom.is(child, Names.ASSERTION, "Assertion")
                        || Dom.is(child, Names.ASSERTION, "EncryptedAssertion"))
                .toList();
    }
}
