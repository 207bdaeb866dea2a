package io.narthex.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Hashes of secrets and their comparison in constant time. */
public final class Digests {

    private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

    private Digests() {}

    /** SHA-256. */
    public static byte[] sha256(byte[] content) {
        return digest("SHA-256", content);
    }

    /** Base64url without padding. */
    public static String base64Url(byte[] content) {
        return BASE64_URL.encodeToString(content);
    }

    /** SHA-256 of a text, base64url: what is stored in place of a secret of high entropy. */
    public static String fingerprint(String secret) {
        return base64Url(sha256(secret.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * HMAC of a text in UTF-8, base64url.
     *
     * @param algorithm one that every Java runtime has, such as {@code HmacSHA256}
     */
    public static String hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return base64Url(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + ": every Java runtime has it", e);
        }
    }

    /** Compares in a time that depends on the lengths only. */
    public static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The left half of a hash, as {@code at_hash}, {@code c_hash} and {@code s_hash} are made; OpenID Connect Core 1.0, section 3.1.3.6.
     *
     * @param algorithm of the ID token's signature, such as {@code RS256}; its last three digits name the hash, and
     *     {@code EdDSA} stands for Ed25519, which uses SHA-512 itself (RFC 8032 section 5.1)
     * @param token what is given out together with the ID token
     * @return base64url without padding
     * @throws IllegalArgumentException if there is no such algorithm
     */
    public static String leftHalf(String algorithm, String token) {
        byte[] digest = digest(hashOf(algorithm), token.getBytes(StandardCharsets.UTF_8));
        return base64Url(Arrays.copyOf(digest, digest.length / 2));
    }

    private static String hashOf(String algorithm) {
        return switch (algorithm) {
            case "RS256", "PS256", "ES256", "HS256" -> "SHA-256";
            case "RS384", "PS384", "ES384", "HS384" -> "SHA-384";
            case "RS512", "PS512", "ES512", "HS512", "EdDSA" -> "SHA-512";
            default -> throw new IllegalArgumentException(
                    "algorithm: expected one of JSON Web Signature, got '" + algorithm + "'");
        };
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + ": every Java runtime has it", e);
        }
    }
}
