package io.narthex.connector.support.http;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys from PEM text. Messages never repeat what was read. */
public final class Pem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----", Pattern.DOTALL);

    private Pem() {}

    /** Whether a text looks like PEM. */
    public static boolean isPem(String text) {
        return text.contains("-----BEGIN ");
    }

    /**
     * All certificates in a text, at least one.
     *
     * @throws GeneralSecurityException if there is none, or one of them is damaged
     */
    public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] block : blocks(text, "CERTIFICATE")) {
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("no certificate in it");
        }
        return List.copyOf(certificates);
    }

    /**
     * The private key in a text: PKCS#8, RSA or elliptic curve, without a password.
     *
     * @throws GeneralSecurityException if there is none of that form
     */
    public static PrivateKey privateKey(String text) throws GeneralSecurityException {
        for (byte[] block : blocks(text, "PRIVATE KEY")) {
            for (String algorithm : List.of("RSA", "EC")) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(block));
                } catch (InvalidKeySpecException e) {
                    // perhaps one of the other algorithm; answered below if not
                }
            }
        }
        throw new InvalidKeySpecException(
                "no PKCS#8 private key (BEGIN PRIVATE KEY) for RSA or an elliptic curve in it");
    }

    private static List<byte[]> blocks(String text, String label) throws GeneralSecurityException {
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(label)) {
                try {
                    blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
                } catch (IllegalArgumentException e) {
                    throw new GeneralSecurityException("a block '" + label + "' is not base64", e);
                }
            }
        }
        return blocks;
    }
}
