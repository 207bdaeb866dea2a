package io.narthex.connector.saml.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Responses as text, so that every byte of them can be spoilt. */
final class TestMessages {

    static final String ISSUER = "https://idp.example/metadata";
    static final String AUDIENCE = "https://narthex.example/dex";
    static final URI ADDRESS = URI.create("https://narthex.example/dex/callback/under-test");
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String REQUEST = "_request";

    /** What varies. */
    record Draft(
            String requestId,
            String assertionId,
            Instant now,
            String nameId,
            String status,
            String responseAttributes,
            String conditions) {

        Draft nameId(String id) {
            return new Draft(requestId, assertionId, now, id, status, responseAttributes, conditions);
        }

        Draft status(String text) {
            return new Draft(requestId, assertionId, now, nameId, text, responseAttributes, conditions);
        }

        Draft assertionId(String id) {
            return new Draft(requestId, id, now, nameId, status, responseAttributes, conditions);
        }
    }

    private TestMessages() {}

    static Draft draft(String requestId, Instant now) {
        return new Draft(
                requestId,
                "_a" + Long.toUnsignedString(new SecureRandom().nextLong(), 36),
                now,
                "jane",
                "<samlp:Status><samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>",
                "",
                "");
    }

    static Draft draft() {
        return draft(REQUEST, NOW);
    }

    static String response(Draft draft, String content) {
        return "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\""
                + " xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_r1\" Version=\"2.0\""
                + " IssueInstant=\"" + draft.now() + "\" Destination=\"" + ADDRESS + "\" InResponseTo=\""
                + draft.requestId() + "\">"
                + "<saml:Issuer>" + ISSUER + "</saml:Issuer>" + draft.status() + content + "</samlp:Response>";
    }

    static String response(Draft draft) {
        return response(draft, assertion(draft));
    }

    static String assertion(Draft draft) {
        Instant end = draft.now().plusSeconds(120);
        return "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\""
                + " xmlns:xs=\"http://www.w3.org/2001/XMLSchema\""
                + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " ID=\"" + draft.assertionId() + "\" Version=\"2.0\" IssueInstant=\"" + draft.now() + "\">"
                + "<saml:Issuer>" + ISSUER + "</saml:Issuer>"
                + "<saml:Subject><saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">"
                + draft.nameId() + "</saml:NameID>"
                + "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">"
                + "<saml:SubjectConfirmationData InResponseTo=\"" + draft.requestId() + "\" Recipient=\"" + ADDRESS
                + "\" NotOnOrAfter=\"" + end + "\"/></saml:SubjectConfirmation></saml:Subject>"
                + "<saml:Conditions NotBefore=\"" + draft.now().minusSeconds(5) + "\" NotOnOrAfter=\"" + end + "\">"
                + "<saml:AudienceRestriction><saml:Audience>" + AUDIENCE
                + "</saml:Audience></saml:AudienceRestriction></saml:Conditions>"
                + "<saml:AuthnStatement AuthnInstant=\"" + draft.now() + "\"><saml:AuthnContext>"
                + "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password"
                + "</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>"
                + "<saml:AttributeStatement>" + attribute("name", "Jane Doe") + attribute("mail", "jane@example.com")
                + attribute("groups", "staff", "admins") + "</saml:AttributeStatement></saml:Assertion>";
    }

    static String attribute(String name, String... values) {
        StringBuilder text = new StringBuilder("<saml:Attribute Name=\"" + name + "\">");
        for (String value : values) {
            text.append("<saml:AttributeValue xsi:type=\"xs:string\">")
                    .append(value)
                    .append("</saml:AttributeValue>");
        }
        return text + "</saml:Attribute>";
    }

    static String encoded(String xml) {
        return Base64.getEncoder().encodeToString(xml.getBytes(UTF_8));
    }

    static String encrypted(String assertion, TestKeys recipient) {
        return encrypted(assertion, recipient, "http://www.w3.org/2009/xmlenc11#aes256-gcm");
    }

    static String encrypted(String assertion, TestKeys recipient, String algorithm) {
        try {
            byte[] key = new byte[algorithm.contains("256") ? 32 : 16];
            byte[] iv = new byte[algorithm.endsWith("gcm") ? 12 : 16];
            new SecureRandom().nextBytes(key);
            new SecureRandom().nextBytes(iv);
            Cipher wrap = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            wrap.init(Cipher.ENCRYPT_MODE, recipient.pair.getPublic());
            byte[] content = content(assertion.getBytes(UTF_8), key, iv, algorithm);
            return "<saml:EncryptedAssertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">"
                    + "<xenc:EncryptedData xmlns:xenc=\"http://www.w3.org/2001/04/xmlenc#\""
                    + " Type=\"http://www.w3.org/2001/04/xmlenc#Element\"><xenc:EncryptionMethod Algorithm=\""
                    + algorithm + "\"/><ds:KeyInfo xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><xenc:EncryptedKey>"
                    + "<xenc:EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p\"/>"
                    + "<xenc:CipherData><xenc:CipherValue>"
                    + Base64.getEncoder().encodeToString(wrap.doFinal(key))
                    + "</xenc:CipherValue></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo>"
                    + "<xenc:CipherData><xenc:CipherValue>"
                    + Base64.getEncoder().encodeToString(content)
                    + "</xenc:CipherValue></xenc:CipherData></xenc:EncryptedData></saml:EncryptedAssertion>";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] content(byte[] plain, byte[] key, byte[] iv, String algorithm)
            throws GeneralSecurityException {
        boolean isGcm = algorithm.endsWith("gcm");
        byte[] padded = plain;
        if (!isGcm) {
            int added = 16 - plain.length % 16;
            padded = java.util.Arrays.copyOf(plain, plain.length + added);
            padded[padded.length - 1] = (byte) added;
        }
        Cipher cipher = Cipher.getInstance(isGcm ? "AES/GCM/NoPadding" : "AES/CBC/NoPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                isGcm ? new GCMParameterSpec(128, iv) : new IvParameterSpec(iv));
        byte[] content = cipher.doFinal(padded);
        byte[] all = java.util.Arrays.copyOf(iv, iv.length + content.length);
        System.arraycopy(content, 0, all, iv.length, content.length);
        return all;
    }
}
