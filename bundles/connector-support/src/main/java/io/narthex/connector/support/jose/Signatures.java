package io.narthex.connector.support.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/** Checks signatures by public keys. There is no way in here for a shared secret or for no signature at all. */
public final class Signatures {

    /** What is ever accepted; RFC 7518, section 3.1 and RFC 8037. */
    public static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512,
            JWSAlgorithm.EdDSA);

    private static final int ED25519_BYTES = 32;

    private Signatures() {}

    /** Whether a key made a signature; false for a key that does not fit the algorithm. */
    public static boolean verifies(JWSObject token, JWK key) {
        try {
            if (key instanceof RSAKey rsa) {
                return token.verify(new RSASSAVerifier(rsa.toRSAPublicKey()));
            }
            if (key instanceof ECKey ec) {
                return token.verify(new ECDSAVerifier(ec.toECPublicKey()));
            }
            return key instanceof OctetKeyPair pair && verifies(token, pair);
        } catch (JOSEException | GeneralSecurityException | IllegalArgumentException e) {
            // A key or a signature of the wrong size or on the wrong curve: not this one.
            return false;
        }
    }

    /** RFC 8032; by the JDK, since the library would need another one for it. */
    private static boolean verifies(JWSObject token, OctetKeyPair pair) throws GeneralSecurityException {
        byte[] bytes = pair.getDecodedX();
        if (!pair.getCurve().equals(Curve.Ed25519) || bytes.length != ED25519_BYTES) {
            return false;
        }
        byte[] bigEndian = new byte[ED25519_BYTES];
        for (int i = 0; i < ED25519_BYTES; i++) {
            bigEndian[i] = bytes[ED25519_BYTES - 1 - i];
        }
        boolean isOdd = (bigEndian[0] & 0x80) != 0;
        bigEndian[0] &= 0x7f;
        EdECPoint point = new EdECPoint(isOdd, new BigInteger(1, bigEndian));
        PublicKey key = KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        signature.update(token.getSigningInput());
        return signature.verify(token.getSignature().decode());
    }
}
