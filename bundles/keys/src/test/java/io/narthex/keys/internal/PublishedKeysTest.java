package io.narthex.keys.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** What we sign, others can check with nothing but the key set. */
public final class PublishedKeysTest {

    private static final String PAYLOAD = "{\"sub\":\"J\u00fcrgen\"}";

    /** RFC 8037 appendix A.1. */
    private static final Map<String, String> RFC_8037_KEY = Map.of(
            "kty", "OKP",
            "crv", "Ed25519",
            "d", "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
            "x", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");

    /** RFC 8037 appendix A.4. */
    private static final String RFC_8037_INPUT = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";

    private static final String RFC_8037_SIGNATURE =
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    /** RFC 8410 section 4: what stands before the 32 bytes of an Ed25519 key. */
    private static final String X509_PREFIX = "302a300506032b6570032100";

    private static final Policies POLICIES = Policies.usual();
    private static KeyRing ring = started();
    private static Signer signer = new RingSigner(ring, POLICIES);

    private static KeyRing started() {
        POLICIES.algorithms(SigningAlgorithm.values());
        return new KeyRing(new WatchedStore(), POLICIES, new JumpingClock(), Jca.PREFERRED, Duration.ofMinutes(1));
    }

    @BeforeClass
    public static void waitForTheFirstKeys() {
        assertTrue(ring.keys().isLoaded());
    }

    @AfterClass
    public static void stop() {
        ring.close();
    }

    @Test
    public void anotherLibraryAcceptsWhatEachKeySigns() throws Exception {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            for (String jws : new String[] {
                signer.sign(algorithm, PAYLOAD), signer.sign(algorithm, "at+jwt", PAYLOAD), signer.sign(algorithm, "{}")
            }) {
                assertTrue(algorithm.joseName(), isAccepted(algorithm, jws, jws));
                String other = signer.sign(algorithm, "{\"sub\":\"other\"}");
                assertFalse(algorithm.joseName(), isAccepted(algorithm, jws, other));
            }
        }
    }

    @Test
    public void eachKeyIsForOneAlgorithmAndShowsNoSecret() throws Exception {
        JWKSet keys = published();
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            JWK key = keys.getKeyByKeyId(Node.kidOf(signer.sign(algorithm, PAYLOAD)));
            assertEquals(algorithm.joseName(), key.getAlgorithm().getName());
            assertEquals("sig", key.getKeyUse().getValue());
        }
        assertEquals(keys.getKeys().size(), keys.getKeys().stream().distinct().count());
        assertFalse(keys.getKeys().stream().anyMatch(JWK::isPrivate));
    }

    @Test
    public void signsAsInRfc8037AppendixA4() throws Exception {
        byte[] input = RFC_8037_INPUT.getBytes(StandardCharsets.US_ASCII);
        Signature signature = JwsAlgorithm.EDDSA.signature(Jca.PREFERRED);
        signature.initSign(JwsAlgorithm.EDDSA.format().privateKey(RFC_8037_KEY));
        signature.update(input);
        assertEquals(RFC_8037_SIGNATURE, Base64Url.encode(signature.sign()));
        signature.initVerify(JwsAlgorithm.EDDSA.format().publicKey(RFC_8037_KEY));
        signature.update(input);
        assertTrue(signature.verify(Base64Url.decode(RFC_8037_SIGNATURE).orElseThrow()));
    }

    @Test
    public void writesAnEd25519KeyAsX509DoesWhetherXIsOddOrNot() throws Exception {
        for (int i = 0; i < 32; i++) {
            Map<String, String> jwk = JwsAlgorithm.EDDSA.format().generate(new SecureRandom());
            byte[] x = Base64Url.decode(KeyFormat.member(jwk, "x")).orElseThrow();
            Signature signature = JwsAlgorithm.EDDSA.signature(Jca.PREFERRED);
            signature.initSign(JwsAlgorithm.EDDSA.format().privateKey(jwk));
            signature.update(x); // Java 17.0.15 takes no signature for good of which nothing is said to be signed
            byte[] made = signature.sign();
            signature.initVerify(ed25519(x));
            signature.update(x);
            assertTrue(signature.verify(made));
            PublicKey read = JwsAlgorithm.EDDSA.format().publicKey(jwk);
            assertArrayEquals(ed25519(x).getEncoded(), read.getEncoded());
        }
    }

    private static boolean isAccepted(SigningAlgorithm algorithm, String jws, String signed) throws Exception {
        String signature = signed.substring(signed.lastIndexOf('.'));
        JWSObject parsed = JWSObject.parse(jws.substring(0, jws.lastIndexOf('.')) + signature);
        assertEquals(algorithm.joseName(), parsed.getHeader().getAlgorithm().getName());
        JWK key = published().getKeyByKeyId(parsed.getHeader().getKeyID());
        return switch (algorithm) {
            case RS256, PS256 -> parsed.verify(new RSASSAVerifier(key.toRSAKey()));
            case ES256, ES384 -> parsed.verify(new ECDSAVerifier(key.toECKey()));
            case EDDSA -> isAccepted(parsed, key.toOctetKeyPair());
        };
    }

    /** By Java from the encoded key, since the library would need another one for it. */
    private static boolean isAccepted(JWSObject jws, OctetKeyPair key) throws GeneralSecurityException {
        assertEquals("Ed25519", key.getCurve().getName());
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(ed25519(key.getDecodedX()));
        signature.update(jws.getSigningInput());
        return signature.verify(jws.getSignature().decode());
    }

    private static PublicKey ed25519(byte[] x) throws GeneralSecurityException {
        byte[] encoded = HexFormat.of().parseHex(X509_PREFIX + HexFormat.of().formatHex(x));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }

    private static JWKSet published() throws Exception {
        return JWKSet.parse(new String(signer.keySet().document(), StandardCharsets.UTF_8));
    }
}
