package io.narthex.connector.oidc.internal;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as RFC 7518 has them, by the JDK alone: what makes and reads tokens in tests shares nothing with what is tested. */
final class Jca {

    private Jca() {}

    /** Whether a key is of the kind that an algorithm wants. */
    static boolean fits(JsonObject jwk, String algorithm) {
        String kind = algorithm.startsWith("ES") ? "EC" : algorithm.equals("EdDSA") ? "OKP" : "RSA";
        return jwk.get("kty").getAsString().equals(kind);
    }

    /** The public key in a JWK of RSA, P-256 or Ed25519. */
    static PublicKey publicKey(JsonObject jwk) throws GeneralSecurityException {
        return switch (jwk.get("kty").getAsString()) {
            case "RSA" -> KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(number(jwk, "n"), number(jwk, "e")));
            case "EC" -> KeyFactory.getInstance("EC")
                    .generatePublic(new ECPublicKeySpec(new ECPoint(number(jwk, "x"), number(jwk, "y")), p256()));
            default -> KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(
                            HexFormat.of().parseHex("302a300506032b6570032100" + hex(jwk, "x"))));
        };
    }

    static ECParameterSpec p256() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    static Certificate certificate(String base64) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    }

    static boolean verifies(String algorithm, PublicKey key, byte[] input, byte[] value)
            throws GeneralSecurityException {
        Signature signature = signature(algorithm);
        signature.initVerify(key);
        signature.update(input);
        return signature.verify(value);
    }

    static Signature signature(String algorithm) throws GeneralSecurityException {
        if (algorithm.equals("EdDSA")) {
            return Signature.getInstance("Ed25519");
        }
        String bits = algorithm.substring(2);
        if (algorithm.startsWith("PS")) {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec(
                    "SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits), Integer.parseInt(bits) / 8, 1));
            return signature;
        }
        return Signature.getInstance(
                "SHA" + bits + (algorithm.startsWith("ES") ? "withECDSAinP1363Format" : "withRSA"));
    }

    static byte[] hmac(byte[] secret, byte[] input) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(input);
    }

    static BigInteger number(JsonObject jwk, String member) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.get(member).getAsString()));
    }

    private static String hex(JsonObject jwk, String member) {
        return HexFormat.of()
                .formatHex(Base64.getUrlDecoder().decode(jwk.get(member).getAsString()));
    }
}
