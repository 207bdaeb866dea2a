package io.narthex.connector.saml.internal;

import static io.narthex.connector.saml.internal.HostileCase.HOW;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import javax.xml.crypto.dsig.Transform;
import org.jspecify.annotations.NullUnmarked;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Signatures over nothing. Whoever has one of them that the provider made for whatever else, such as an error, can put it on
 * anything, where the reader is brought to digest nothing too.
 *
 * @see <a href="https://portswigger.net/research/the-fragile-lock">The Fragile Lock: void canonicalization</a>
 */
@NullUnmarked
final class Voids {

    private static final String RELATIVE = " xmlns:void=\"1\" ";

    private Voids() {}

    static List<HostileCase> all() {
        return List.of(
                HostileCase.of(
                        "a digest of nothing, over what cannot be canonicalized",
                        digestOfNothing(),
                        "xmlns: expected",
                        Careless.FAILURE_IS_NOTHING,
                        "mallory"),
                HostileCase.of(
                        "a signature of nothing, over a SignedInfo that cannot be canonicalized",
                        signatureOfNothing(),
                        "xmlns: expected",
                        Careless.FAILURE_IS_NOTHING,
                        "mallory"),
                HostileCase.of(
                        "a digest of nothing, since the transform leaves nothing",
                        emptied(),
                        "Transform",
                        Careless.FIRST_SIGNATURE_FIRST_ASSERTION,
                        "mallory"));
    }

    /** What the provider signed says that the digest is that of nothing. */
    private static String digestOfNothing() {
        Document document = signedAssertion();
        Element info = Careless.first(document.getDocumentElement(), "SignedInfo");
        Careless.first(info, "DigestValue").setTextContent(base64(sha256(new byte[0])));
        sign(document, canonical(info));
        return forged(document).replace("<saml:Assertion ", "<saml:Assertion" + RELATIVE);
    }

    /** What the provider signed is nothing, so that everything may stand in the SignedInfo. */
    private static String signatureOfNothing() {
        Document document = TestSigning.parse(forged(signedAssertion()));
        Element root = document.getDocumentElement();
        Element assertion = Careless.first(root, "Assertion");
        Element signature = Careless.first(assertion, "Signature");
        Node after = signature.getNextSibling();
        assertion.removeChild(signature);
        String digest = base64(sha256(canonical(assertion)));
        assertion.insertBefore(signature, after);
        Careless.first(root, "DigestValue").setTextContent(digest);
        sign(document, new byte[0]);
        return TestSigning.text(document).replace("<ds:SignedInfo>", "<ds:SignedInfo" + RELATIVE + ">");
    }

    /** Rightly signed: a transform that takes everything away. */
    private static String emptied() {
        String signed = TestSigning.sign(
                TestMessages.response(TestMessages.draft()),
                "_r1",
                HOW.transforms(Transform.XPATH2, TestSigning.EXCLUSIVE));
        return signed.replace(">jane<", ">mallory<");
    }

    private static Document signedAssertion() {
        TestMessages.Draft draft = TestMessages.draft();
        return TestSigning.parse(TestMessages.response(
                draft, TestSigning.sign(TestMessages.assertion(draft), draft.assertionId(), HOW)));
    }

    private static String forged(Document document) {
        return TestSigning.text(document).replace(">jane<", ">mallory<");
    }

    private static void sign(Document document, byte[] octets) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(TestKeys.IDP.pair.getPrivate());
            signature.update(octets);
            Careless.first(document.getDocumentElement(), "SignatureValue").setTextContent(base64(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] canonical(Element element) {
        try {
            return Careless.canonical(element);
        } catch (Exception e) { // nothing that a test could do about it
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
