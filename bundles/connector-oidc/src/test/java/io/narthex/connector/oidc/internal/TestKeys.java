package io.narthex.connector.oidc.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Keys, and tokens made by hand, so that they can be wrong in every way that a library would not allow. */
final class TestKeys {

    static final KeyPair RSA = generate("RSA", 2048);
    static final KeyPair SMALL_RSA = generate("RSA", 1024);
    static final KeyPair STRANGER = generate("RSA", 2048);
    static final KeyPair EC = generate("EC", 0);
    static final KeyPair ED = generate("Ed25519", 0);

    /** What is published, each as JSON. */
    final List<String> jwks = new CopyOnWriteArrayList<>();
    /** Changes the set as it is written. */
    volatile UnaryOperator<String> form = UnaryOperator.identity();

    TestKeys() {
        jwks.add(jwk("rsa", RSA));
        jwks.add(jwk("ec", EC));
        jwks.add(jwk("ed", ED));
        jwks.add(jwk("small", SMALL_RSA));
        jwks.add("{\"kty\":\"oct\",\"kid\":\"oct\",\"k\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA\"}");
        jwks.add("{\"kty\":\"unheard-of\",\"kid\":\"new\"}");
    }

    String published() {
        JsonArray array = new JsonArray();
        jwks.forEach(jwk -> array.add(JsonParser.parseString(jwk)));
        JsonObject set = new JsonObject();
        set.add("keys", array);
        return form.apply(set.toString());
    }

    /** As it ought to be. */
    String idToken(Map<String, Object> claims, String accessToken) {
        Map<String, Object> all = new LinkedHashMap<>(claims);
        all.putIfAbsent("at_hash", halfHash(accessToken));
        return signed(Map.of("alg", "RS256", "kid", "rsa"), all, RSA.getPrivate());
    }

    static String halfHash(String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(US_ASCII));
            return base64(Arrays.copyOf(hash, 16));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(Map<String, Object> header, Map<String, Object> claims, PrivateKey key) {
        return signed(new Gson().toJson(header), new Gson().toJson(claims), String.valueOf(header.get("alg")), key);
    }

    static String signed(String header, String claims, String algorithm, Key key) {
        String input = input(header, claims);
        return input + "." + base64(signature(algorithm, input.getBytes(US_ASCII), key));
    }

    /** What is signed. */
    static String input(String header, String claims) {
        return base64(header.getBytes(UTF_8)) + "." + base64(claims.getBytes(UTF_8));
    }

    private static byte[] signature(String algorithm, byte[] input, Key key) {
        try {
            if (algorithm.startsWith("HS")) {
                return Jca.hmac(key.getEncoded(), input);
            }
            Signature signature = Jca.signature(algorithm);
            signature.initSign((PrivateKey) key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String jwk(String kid, KeyPair pair) {
        JsonObject jwk = new JsonObject();
        jwk.addProperty("kid", kid);
        jwk.addProperty("use", "sig");
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            jwk.addProperty("kty", "RSA");
            jwk.addProperty("n", number(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8));
            jwk.addProperty("e", number(rsa.getPublicExponent(), 3));
        } else if (pair.getPublic() instanceof ECPublicKey ec) {
            jwk.addProperty("kty", "EC");
            jwk.addProperty("crv", "P-256");
            jwk.addProperty("x", number(ec.getW().getAffineX(), 32));
            jwk.addProperty("y", number(ec.getW().getAffineY(), 32));
        } else if (pair.getPublic() instanceof EdECPublicKey ed) {
            byte[] encoded = ed.getEncoded();
            jwk.addProperty("kty", "OKP");
            jwk.addProperty("crv", "Ed25519");
            jwk.addProperty("x", base64(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)));
        }
        return jwk.toString();
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String number(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[length];
        int used = Math.min(length, bytes.length);
        System.arraycopy(bytes, bytes.length - used, padded, length - used, used);
        return base64(padded);
    }

    private static KeyPair generate(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits);
            } else if (algorithm.equals("EC")) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
