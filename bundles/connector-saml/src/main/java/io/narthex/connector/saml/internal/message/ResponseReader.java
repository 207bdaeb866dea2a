package io.narthex.connector.saml.internal.message;

import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.saml.internal.xml.Dom;
import io.narthex.connector.saml.internal.xml.Names;
import io.narthex.connector.saml.internal.xml.StrictSignature;
import io.narthex.connector.saml.internal.xml.UnacceptableException;
import io.narthex.connector.saml.internal.xml.XmlDoor;
import io.narthex.connector.saml.internal.xml.XmlLimits;
import java.time.Duration;
import java.util.Base64;
import org.w3c.dom.Element;

/**
 * Reads a response, step by step, and stops at the first thing that does not fit:
 *
 * <ol>
 *   <li>bytes to a document, within limits;
 *   <li>the shape of the document;
 *   <li>every signature that is there, and that there is one over the assertion;
 *   <li>what the response says about itself, signed or not;
 *   <li>what the assertion says, which is read from signed octets only.
 * </ol>
 */
public final class ResponseReader {

    /** Base64 of the largest document, with line ends. */
    private static final int LONGEST_PARAMETER = XmlLimits.MESSAGE.bytes() * 3 / 2;

    private final ResponseRules responseRules;
    private final AssertionRules assertionRules;

    /** Reads with this tolerance for clocks that differ. */
    public ResponseReader(Duration clockSkew) {
        this.responseRules = new ResponseRules(new TimeRules(clockSkew));
        this.assertionRules = new AssertionRules(new TimeRules(clockSkew));
    }

    /**
     * Reads a response.
     *
     * @param parameter the value of {@code SAMLResponse}
     * @return the person, whose assertion may have been used before: that is for the caller to find out
     * @throws UnacceptableException if anything does not fit
     * @throws SignInRefusedException if the provider says that the person called it off, or may not sign in
     */
    public Subject read(String parameter, Trust trust, Expectation expected) {
        Element root = XmlDoor.parse(octets(parameter), XmlLimits.MESSAGE);
        ResponseShape.check(root);
        Verified verified = verify(root, trust, () -> responseRules.check(root, expected));
        responseRules.check(verified.response(), expected);
        return assertionRules.read(verified.assertion(), expected);
    }

    private Verified verify(Element root, Trust trust, Runnable status) {
        boolean isResponseSigned = StrictSignature.of(root).isPresent();
        if (!isResponseSigned && !ResponseRules.isSuccess(root)) {
            // Providers often leave refusals unsigned. It can only refuse, so that is all that is read of it.
            status.run();
        }
        Element response = isResponseSigned ? trust.signature().verify(root, trust.keys()) : root;
        ResponseShape.check(response);
        if (!ResponseRules.isSuccess(response)) {
            return new Verified(response, response);
        }
        // An assertion's own signature is verified where it was made: in the document that came.
        Element assertion = decrypted(ResponseShape.assertion(root), trust);
        if (StrictSignature.of(assertion).isPresent()) {
            return new Verified(response, shaped(trust.signature().verify(assertion, trust.keys())));
        }
        if (!isResponseSigned) {
            throw new UnacceptableException("Signature: missing, expected one over the response or the assertion");
        }
        return new Verified(response, decrypted(ResponseShape.assertion(response), trust));
    }

    private static Element decrypted(Element assertion, Trust trust) {
        if (!Dom.is(assertion, Names.ASSERTION, "EncryptedAssertion")) {
            return assertion;
        }
        return shaped(trust.decryption()
                .orElseThrow(() -> new UnacceptableException("EncryptedAssertion: there is no key to decrypt it"))
                .decrypt(assertion));
    }

    private static Element shaped(Element assertion) {
        if (!Dom.is(assertion, Names.ASSERTION, "Assertion")) {
            throw new UnacceptableException("Assertion: expected it, got " + assertion.getLocalName());
        }
        ResponseShape.checkAssertion(assertion);
        return assertion;
    }

    private static byte[] octets(String parameter) {
        if (parameter.length() > LONGEST_PARAMETER) {
            throw new UnacceptableException("SAMLResponse: longer than " + LONGEST_PARAMETER + " characters");
        }
        try {
            return Base64.getDecoder().decode(parameter.replaceAll("[ \t\r\n]", ""));
        } catch (IllegalArgumentException e) {
            throw new UnacceptableException("SAMLResponse: not base64", e);
        }
    }
}
