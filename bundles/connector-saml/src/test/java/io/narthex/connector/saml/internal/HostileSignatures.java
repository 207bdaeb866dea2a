package io.narthex.connector.saml.internal;

import static io.narthex.connector.saml.internal.HostileCase.HOW;
import static io.narthex.connector.saml.internal.HostileCase.signedBy;
import static io.narthex.connector.saml.internal.HostileCase.tampered;

import io.narthex.connector.saml.internal.TestSigning.How;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.NullUnmarked;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Signatures that are missing, somebody else's, somewhere else, or say something else than they seem to. */
@NullUnmarked
final class HostileSignatures {

    private static final Careless FIRST = Careless.FIRST_SIGNATURE_FIRST_ASSERTION;
    private static final String C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    private static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    private static final String WITH_COMMENTS = TestSigning.EXCLUSIVE + "WithComments";

    private HostileSignatures() {}

    static List<HostileCase> all() {
        return List.of(
                HostileCase.of("wrapping 1", Wrapping.one(), "", Careless.NO_LOOK_AT_PLACES, "mallory"),
                HostileCase.of("wrapping 2", Wrapping.two(), "unexpected element in Response", FIRST, "mallory"),
                HostileCase.of("wrapping 3", Wrapping.three(), "Assertion: comes 2 times", FIRST, "mallory"),
                HostileCase.of("wrapping 4", Wrapping.four(), "Assertion: within", FIRST, "mallory"),
                HostileCase.of("wrapping 5", Wrapping.five(), "", FIRST, "mallory"),
                HostileCase.of("wrapping 6", Wrapping.six(), "", Careless.NO_LOOK_AT_PLACES, "mallory"),
                HostileCase.of("wrapping 7", Wrapping.seven(), "unexpected element in Response", FIRST, "mallory"),
                HostileCase.of("wrapping 8", Wrapping.eight(), "", FIRST, "mallory"),
                HostileCase.of(
                        "no signature",
                        TestMessages.response(TestMessages.draft().nameId("mallory")),
                        "Signature: missing",
                        Careless.SIGNATURE_IF_ANY,
                        "mallory"),
                HostileCase.of(
                        "a stranger's signature with the stranger's certificate",
                        strangers(),
                        "Signature: does not hold",
                        Careless.KEY_OF_THE_MESSAGE,
                        "jane"),
                HostileCase.of(
                        "HMAC with the public key for a secret",
                        hmac(),
                        "SignatureMethod: not on the list",
                        Careless.PUBLIC_KEY_AS_SECRET,
                        "mallory"),
                HostileCase.of(
                        "two SignedInfo",
                        twoSignedInfo(),
                        "SignedInfo: comes 2 times",
                        Careless.TWO_LOOKS_AT_SIGNED_INFO,
                        "mallory"),
                HostileCase.of(
                        "a comment in DigestValue",
                        digestWithComment(),
                        "markup:",
                        Careless.TWO_LOOKS_AT_SIGNED_INFO,
                        "mallory"),
                HostileCase.of(
                        "an assertion beside the signed part",
                        besideSigned(),
                        "Reference: expected the element",
                        FIRST,
                        "mallory"),
                HostileCase.of(
                        "a signature that was moved", moved(), "Signature: in an unexpected place", FIRST, "jane"),
                HostileCase.of(
                        "a forged assertion that only we can read",
                        forgedAndEncrypted(),
                        "Signature: missing",
                        Careless.DECRYPTED_SO_TRUE,
                        "mallory"),
                HostileCase.of("an id of another kind", pollutedId(), "ID: comes twice", FIRST, "jane"),
                signedBy(
                        "SHA-1",
                        HOW.signature("http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
                        "SignatureMethod: not on the list"),
                signedBy(
                        "a digest by SHA-1",
                        HOW.digest("http://www.w3.org/2000/09/xmldsig#sha1"),
                        "DigestMethod: not on the list"),
                signedBy(
                        "canonicalization with comments",
                        HOW.transforms(ENVELOPED, WITH_COMMENTS),
                        "Transform: expected exclusive"),
                signedBy(
                        "SignedInfo with comments",
                        HOW.canonicalization(WITH_COMMENTS),
                        "CanonicalizationMethod: expected exclusive"),
                signedBy(
                        "inclusive canonicalization", HOW.transforms(ENVELOPED, C14N), "Transform: expected exclusive"),
                signedBy("no canonicalization", HOW.transforms(ENVELOPED), "Transforms: expected"),
                signedBy("XPath", HOW.transforms(TestSigning.XPATH, TestSigning.EXCLUSIVE), "Transforms: expected"),
                signedBy("XSLT", HOW.transforms(ENVELOPED, TestSigning.XSLT), "Transform: expected exclusive"),
                tampered(
                        "an object in the signature",
                        x -> x.replace("</ds:Signature>", "<ds:Object>x</ds:Object></ds:Signature>"),
                        "Signature: holds an object"),
                tampered(
                        "text in the signature",
                        x -> x.replace("</ds:Signature>", "x</ds:Signature>"),
                        "unexpected text in Signature"));
    }

    private static String strangers() {
        String signed =
                TestSigning.sign(TestMessages.response(TestMessages.draft()), "_r1", How.with(TestKeys.STRANGER));
        return signed.replace(
                "</ds:SignatureValue>",
                "</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
                        + TestKeys.STRANGER.certificateBase64()
                        + "</ds:X509Certificate></ds:X509Data></ds:KeyInfo>");
    }

    private static String hmac() {
        try {
            String method = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";
            String signed = TestSigning.sign(
                            TestMessages.response(TestMessages.draft().nameId("mallory")), "_r1", HOW)
                    .replace(TestSigning.RSA_SHA256, method);
            Document document = TestSigning.parse(signed);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(TestKeys.IDP.pair.getPublic().getEncoded(), "HmacSHA256"));
            byte[] value = mac.doFinal(Careless.canonical(first(document, "SignedInfo")));
            first(document, "SignatureValue").setTextContent(Base64.getEncoder().encodeToString(value));
            return TestSigning.text(document);
        } catch (Exception e) { // nothing that a test could do about it
            throw new IllegalStateException(e);
        }
    }

    /** The first says what the digest is, the second is what was signed. */
    private static String twoSignedInfo() {
        Document document = signedAssertion("jane");
        Element info = first(document, "SignedInfo");
        Element forged = (Element) info.cloneNode(true);
        info.getParentNode().insertBefore(forged, info);
        first(document, "NameID").setTextContent("mallory");
        forged.getElementsByTagNameNS("*", "DigestValue").item(0).setTextContent(digest(document));
        return TestSigning.text(document);
    }

    /** Comments are not signed, so the forged digest may stand in one. */
    private static String digestWithComment() {
        Document document = signedAssertion("jane");
        first(document, "NameID").setTextContent("mallory");
        Element value = first(document, "DigestValue");
        value.insertBefore(document.createComment(digest(document)), value.getFirstChild());
        return TestSigning.text(document);
    }

    /** What is signed is a part of the assertion, and the name is not in it. */
    private static String besideSigned() {
        TestMessages.Draft draft = TestMessages.draft().nameId("mallory");
        String xml = TestMessages.response(draft).replace("<saml:Conditions ", "<saml:Conditions ID=\"_c\" ");
        Document document = TestSigning.parse(xml);
        Element assertion = first(document, "Assertion");
        String signed = TestSigning.sign(
                document,
                assertion,
                assertion.getFirstChild().getNextSibling(),
                "_c",
                HOW.transforms(TestSigning.EXCLUSIVE));
        return signed;
    }

    private static String moved() {
        Document document = signedAssertion("jane");
        first(document, "Subject").appendChild(first(document, "Signature"));
        return TestSigning.text(document);
    }

    private static String forgedAndEncrypted() {
        TestMessages.Draft draft = TestMessages.draft().nameId("mallory");
        return TestMessages.response(draft, TestMessages.encrypted(TestMessages.assertion(draft), TestKeys.SERVICE));
    }

    private static String pollutedId() {
        String xml = TestMessages.response(TestMessages.draft())
                .replace("<samlp:Response ", "<samlp:Response saml:ID=\"_r1\" ");
        return TestSigning.sign(xml, "_r1", HOW);
    }

    private static Document signedAssertion(String name) {
        TestMessages.Draft draft = TestMessages.draft().nameId(name);
        String signed = TestSigning.sign(TestMessages.assertion(draft), draft.assertionId(), HOW);
        return TestSigning.parse(TestMessages.response(draft, signed));
    }

    private static String digest(Document document) {
        try {
            Element assertion = (Element) first(document, "Assertion").cloneNode(true);
            assertion.removeChild(
                    assertion.getElementsByTagNameNS("*", "Signature").item(0));
            return Base64.getEncoder()
                    .encodeToString(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(new String(Careless.canonical(assertion), StandardCharsets.UTF_8)
                                    .getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) { // as above
            throw new IllegalStateException(e);
        }
    }

    private static Element first(Document document, String name) {
        return (Element) document.getElementsByTagNameNS("*", name).item(0);
    }
}
