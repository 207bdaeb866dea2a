package io.narthex.connector.oidc.internal;

import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** RS256 as a formula, without a library's checks; and what can be forged against such a thing. */
final class TextbookRsa {

    private static final byte[] SHA256 = HexFormat.of().parseHex("3031300d060960864801650304020105000420");
    private static final int LEAST_PADDING = 8;

    private TextbookRsa() {}

    /**
     * Whether the signature is one of PKCS #1 v1.5.
     *
     * @param wholly whether all of it is looked at, or only what comes up to the digest
     */
    static boolean verifies(JsonObject jwk, byte[] input, byte[] signature, boolean wholly)
            throws GeneralSecurityException {
        BigInteger modulus = Jca.number(jwk, "n");
        BigInteger plain = new BigInteger(1, signature).modPow(Jca.number(jwk, "e"), modulus);
        byte[] found = bytes(plain, length(modulus));
        if (wholly) {
            return Arrays.equals(found, padded(input, found.length));
        }
        int end = 2;
        while (end < found.length && found[end] == -1) {
            end++;
        }
        byte[] digest = digest(input);
        return found[0] == 0
                && found[1] == 1
                && end >= 2 + LEAST_PADDING
                && found[end] == 0
                && Arrays.equals(Arrays.copyOfRange(found, end + 1, end + 1 + digest.length), digest);
    }

    /** What has the signed form without any key, where the exponent is one. */
    static byte[] forExponentOne(byte[] input, BigInteger modulus) {
        return padded(input, length(modulus));
    }

    /** A cube that begins as what is signed would, where the exponent is three: Bleichenbacher, 2006. */
    static byte[] cubeRoot(byte[] input, BigInteger modulus) {
        byte[] digest = digest(input);
        byte[] start = new byte[length(modulus)];
        Arrays.fill(start, 2, 2 + LEAST_PADDING, (byte) -1);
        start[1] = 1;
        System.arraycopy(digest, 0, start, 3 + LEAST_PADDING, digest.length);
        // The root, rounded up: what is behind the digest becomes whatever it becomes.
        BigInteger wanted = new BigInteger(1, start);
        BigInteger low = BigInteger.ZERO;
        BigInteger high = BigInteger.ONE.shiftLeft(wanted.bitLength() / 3 + 1);
        while (low.compareTo(high) < 0) {
            BigInteger middle = low.add(high).shiftRight(1);
            if (middle.pow(3).compareTo(wanted) < 0) {
                low = middle.add(BigInteger.ONE);
            } else {
                high = middle;
            }
        }
        return bytes(low, start.length);
    }

    /** A key of many bits, made of primes that are quickly found. */
    record LongKey(BigInteger modulus, BigInteger secret) {

        static final BigInteger EXPONENT = BigInteger.valueOf(65_537);

        static LongKey of(int primes, int bits) {
            Random random = new SecureRandom();
            BigInteger modulus = BigInteger.ONE;
            BigInteger order = BigInteger.ONE;
            for (int i = 0; i < primes; i++) {
                BigInteger prime = BigInteger.probablePrime(bits, random);
                modulus = modulus.multiply(prime);
                order = order.multiply(prime.subtract(BigInteger.ONE));
            }
            return new LongKey(modulus, EXPONENT.modInverse(order));
        }

        byte[] sign(byte[] input) {
            int length = length(modulus);
            return bytes(new BigInteger(1, padded(input, length)).modPow(secret, modulus), length);
        }
    }

    static int length(BigInteger modulus) {
        return (modulus.bitLength() + 7) / 8;
    }

    static byte[] bytes(BigInteger number, int length) {
        byte[] all = number.toByteArray();
        byte[] fitted = new byte[length];
        int used = Math.min(length, all.length);
        System.arraycopy(all, all.length - used, fitted, length - used, used);
        return fitted;
    }

    private static byte[] padded(byte[] input, int length) {
        byte[] digest = digest(input);
        byte[] padded = new byte[length];
        Arrays.fill(padded, 2, length - digest.length - 1, (byte) -1);
        padded[1] = 1;
        System.arraycopy(digest, 0, padded, length - digest.length, digest.length);
        return padded;
    }

    private static byte[] digest(byte[] input) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(input);
            byte[] named = Arrays.copyOf(SHA256, SHA256.length + hash.length);
            System.arraycopy(hash, 0, named, SHA256.length, hash.length);
            return named;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
