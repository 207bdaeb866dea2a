package io.narthex.provider.internal.client.key;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keys of clients, and JWTs made by hand, so that they can be wrong in every way that a library would not allow. */
public final class TestJwts {

    public static final KeyPair RSA = generate("RSA", "2048");
    public static final KeyPair STRANGER = generate("RSA", "2048");
    public static final KeyPair P256 = generate("EC", "secp256r1");
    public static final KeyPair P384 = generate("EC", "secp384r1");
    public static final KeyPair P521 = generate("EC", "secp521r1");
    public static final KeyPair ED = generate("Ed25519", "");

    private TestJwts() {}

    /** The public keys, each with a kid that is the name of its constant. */
    public static String jwks() {
        return new JWKSet(List.of(rsa("RSA", RSA), ec("P256", P256), ec("P384", P384), ec("P521", P521), ed("ED", ED)))
                .toString(true);
    }

    public static RSAKey rsa(String kid, KeyPair pair) {
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(kid).build();
    }

    public static JWK ec(String kid, KeyPair pair) {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return new ECKey.Builder(Curve.forECParameterSpec(key.getParams()), key)
                .keyID(kid)
                .build();
    }

    public static JWK ed(String kid, KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(point))
                .keyID(kid)
                .build();
    }

    public static Key secret(String text) {
        return new SecretKeySpec(text.getBytes(UTF_8), "Hmac");
    }

    /** A JWT of a header with {@code alg}. */
    public static String signed(Map<String, Object> header, Map<String, Object> claims, Key key) {
        Gson gson = new Gson();
        return signed(gson.toJson(header), gson.toJson(claims), String.valueOf(header.get("alg")), key);
    }

    /** A JWT of texts that may be anything. */
    public static String signed(String header, String claims, String algorithm, Key key) {
        String input = base64(header.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
        return input + "." + base64(signature(algorithm, input.getBytes(US_ASCII), key));
    }

    public static String base64(byte[] bytes) {
        return Base64URL.encode(bytes).toString();
    }

    private static byte[] signature(String algorithm, byte[] input, Key key) {
        String bits = algorithm.substring(Math.max(0, algorithm.length() - 3));
        try {
            if (algorithm.equalsIgnoreCase("none")) {
                return new byte[0];
            }
            if (algorithm.startsWith("HS")) {
                Mac mac = Mac.getInstance("HmacSHA" + bits);
                mac.init(new SecretKeySpec(key.getEncoded(), "Hmac"));
                return mac.doFinal(input);
            }
            Signature signature = Signature.getInstance(
                    switch (algorithm.substring(0, 2)) {
                        case "ES" -> "SHA" + bits + "withECDSAinP1363Format";
                        case "PS" -> "RSASSA-PSS";
                        case "Ed" -> "Ed25519";
                        default -> "SHA" + bits + "withRSA";
                    });
            if (algorithm.startsWith("PS")) {
                int salt = Integer.parseInt(bits) / 8;
                signature.setParameter(
                        new PSSParameterSpec("SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits), salt, 1));
            }
            signature.initSign((PrivateKey) key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair generate(String algorithm, String parameter) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(Integer.parseInt(parameter));
            } else if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec(parameter));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
