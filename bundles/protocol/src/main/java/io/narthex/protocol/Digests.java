package io.narthex.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

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

    /** Compares in a time that depends on the lengths only. */
    public static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The left half of a hash, as {@code at_hash} and {@code c_hash} are made; OpenID Connect Core 1.0, section 3.1.3.6.
     *
     * @param algorithm of the ID token's signature, such as {@code RS256}; its last three digits name the hash
     */
    public static String leftHalf(String algorithm, String token) {
        String hash = "SHA-" + (algorithm.endsWith("384") ? "384" : algorithm.endsWith("512") ? "512" : "256");
        byte[] digest = digest(hash, token.getBytes(StandardCharsets.US_ASCII));
        return base64Url(Arrays.copyOf(digest, digest.length / 2));
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + ": every Java runtime has it", e);
        }
    }
}
