package io.narthex.connector.saml.internal.metadata;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Which keys are strong enough. */
public final class Keys {

    private static final int LEAST_RSA = 2048;
    private static final int MOST_RSA = 8192;
    private static final int LEAST_CURVE = 256;

    private Keys() {}

    /** What is wrong with a key, if anything is. */
    public static Optional<String> objection(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            return bits >= LEAST_RSA && bits <= MOST_RSA
                    ? Optional.empty()
                    : Optional.of("expected an RSA key of " + LEAST_RSA + " to " + MOST_RSA + " bits, got " + bits);
        }
        if (key instanceof ECPublicKey curve) {
            int bits = curve.getParams().getOrder().bitLength();
            return bits >= LEAST_CURVE
                    ? Optional.empty()
                    : Optional.of("expected a curve of " + LEAST_CURVE + " bits or more, got " + bits);
        }
        return Optional.of("expected a key for RSA or an elliptic curve, got " + key.getAlgorithm());
    }
}
