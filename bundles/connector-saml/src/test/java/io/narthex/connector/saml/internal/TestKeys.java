package io.narthex.connector.saml.internal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

/** A key pair with a certificate that it has signed itself, made by hand from the few bytes of DER that this takes. */
final class TestKeys {

    static final TestKeys IDP = new TestKeys("RSA", 2048);
    static final TestKeys NEXT = new TestKeys("RSA", 2048);
    static final TestKeys STRANGER = new TestKeys("RSA", 2048);
    static final TestKeys CURVE = new TestKeys("EC", 256);
    static final TestKeys SERVICE = new TestKeys("RSA", 2048);
    static final TestKeys WEAK = new TestKeys("RSA", 1024);

    final KeyPair pair;
    final X509Certificate certificate;

    TestKeys(String algorithm, int size) {
        this(algorithm, size, Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2049-01-01T00:00:00Z"));
    }

    TestKeys(String algorithm, int size, Instant notBefore, Instant notAfter) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            pair = generator.generateKeyPair();
            certificate = certificate(pair, notBefore, notAfter);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String certificateBase64() {
        return certificatePem().replaceAll("-----[A-Z ]+-----|\\s", "");
    }

    String keyPem() {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private static X509Certificate certificate(KeyPair pair, Instant notBefore, Instant notAfter)
            throws GeneralSecurityException {
        boolean isCurve = pair.getPrivate().getAlgorithm().equals("EC");
        byte[] algorithm = isCurve
                ? der(0x30, der(0x06, hex("2a8648ce3d040302")))
                : der(0x30, der(0x06, hex("2a864886f70d01010b")), hex("0500"));
        byte[] name = der(
                0x30,
                der(0x31, der(0x30, der(0x06, hex("550403")), der(0x0c, "test".getBytes(StandardCharsets.UTF_8)))));
        byte[] body = der(
                0x30,
                der(0x02, BigInteger.valueOf(System.nanoTime()).toByteArray()),
                algorithm,
                name,
                der(0x30, time(notBefore), time(notAfter)),
                name,
                pair.getPublic().getEncoded());
        Signature signature = Signature.getInstance(isCurve ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(body);
        byte[] encoded = der(0x30, body, algorithm, der(0x03, new byte[1], signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new java.io.ByteArrayInputStream(encoded));
    }

    private static byte[] time(Instant instant) {
        String text = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return der(0x17, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hex(String text) {
        return java.util.HexFormat.of().parseHex(text);
    }

    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(tag);
        int length = content.size();
        if (length >= 256) {
            all.write(0x82);
            all.write(length >> 8);
        } else if (length >= 128) {
            all.write(0x81);
        }
        all.write(length);
        all.writeBytes(content.toByteArray());
        return all.toByteArray();
    }
}
