package io.narthex.connector.oidc.internal;

import com.google.gson.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** ES256 as a formula, without a library's checks; and what can be forged against such a thing. */
final class TextbookEcdsa {

    private static final int BYTES = 32;
    private static final ECParameterSpec CURVE = curve();
    private static final BigInteger P = ((ECFieldFp) CURVE.getCurve().getField()).getP();
    private static final BigInteger N = CURVE.getOrder();
    private static final Point G =
            new Point(CURVE.getGenerator().getAffineX(), CURVE.getGenerator().getAffineY());

    private TextbookEcdsa() {}

    /** A point that is not the one at infinity. */
    record Point(BigInteger x, BigInteger y) {}

    /** Whether the formula gives what the signature begins with. */
    static boolean verifies(JsonObject jwk, byte[] hash, byte[] signature) {
        BigInteger r = new BigInteger(1, Arrays.copyOf(signature, BYTES));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, BYTES, 2 * BYTES));
        // As a power, for which zero has an inverse: CVE-2022-21449.
        BigInteger w = s.modPow(N.subtract(BigInteger.TWO), N);
        BigInteger e = new BigInteger(1, hash);
        Point key = new Point(Jca.number(jwk, "x"), Jca.number(jwk, "y"));
        Optional<Point> sum = add(
                times(e.multiply(w).mod(N), Optional.of(G)), times(r.multiply(w).mod(N), Optional.of(key)));
        return sum.map(Point::x).orElse(BigInteger.ZERO).mod(N).equals(r);
    }

    /** A point that is on another curve, where twice itself is infinity. */
    static Point ofOrderTwo() {
        return new Point(BigInteger.TWO, BigInteger.ZERO);
    }

    /** What verifies with {@link #ofOrderTwo} for a public key, made without any private one. */
    static byte[] forged(byte[] hash) {
        SecureRandom random = new SecureRandom();
        BigInteger e = new BigInteger(1, hash);
        while (true) {
            BigInteger some = new BigInteger(250, random).add(BigInteger.ONE);
            BigInteger r = times(some, Optional.of(G)).orElseThrow().x().mod(N);
            BigInteger w = some.multiply(e.modInverse(N)).mod(N);
            if (!r.multiply(w).mod(N).testBit(0)) {
                byte[] signature = Arrays.copyOf(TextbookRsa.bytes(r, BYTES), 2 * BYTES);
                System.arraycopy(TextbookRsa.bytes(w.modInverse(N), BYTES), 0, signature, BYTES, BYTES);
                return signature;
            }
        }
    }

    private static Optional<Point> times(BigInteger factor, Optional<Point> point) {
        Optional<Point> result = Optional.empty();
        for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
            result = add(result, result);
            if (factor.testBit(bit)) {
                result = add(result, point);
            }
        }
        return result;
    }

    private static Optional<Point> add(Optional<Point> one, Optional<Point> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        Point a = one.get();
        Point b = other.get();
        if (a.x().equals(b.x()) && a.y().add(b.y()).mod(P).signum() == 0) {
            return Optional.empty();
        }
        BigInteger rise = a.equals(b)
                ? a.x().pow(2)
                        .multiply(BigInteger.valueOf(3))
                        .add(CURVE.getCurve().getA())
                : b.y().subtract(a.y());
        BigInteger run = a.equals(b) ? a.y().shiftLeft(1) : b.x().subtract(a.x());
        BigInteger slope = rise.multiply(run.mod(P).modInverse(P)).mod(P);
        BigInteger x = slope.pow(2).subtract(a.x()).subtract(b.x()).mod(P);
        return Optional.of(
                new Point(x, slope.multiply(a.x().subtract(x)).subtract(a.y()).mod(P)));
    }

    private static ECParameterSpec curve() {
        try {
            return Jca.p256();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
