package io.narthex.keys.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.narthex.keys.KeysUnavailableException;
import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Tokens that anybody can check, and none but ours pass. */
public final class RingSignerTest {

    private static final String PAYLOAD = "{\"iss\":\"https://id.example\",\"name\":\"J\u00fcrgen\"}";
    private static final WatchedStore STORE = new WatchedStore();
    private static final Policies POLICIES = Policies.usual();
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static KeyRing ring = started();
    private static Signer signer = new RingSigner(ring, POLICIES);

    private static KeyRing started() {
        POLICIES.algorithms(SigningAlgorithm.values());
        return new KeyRing(STORE, POLICIES, new JumpingClock(), Jca.PREFERRED, PATIENCE);
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
    public void writesExactlyAlgorithmAndKeyIntoTheHeader() {
        String kid = Node.kids(signer.keySet()).get(0);
        assertEquals(
                "{\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}", text(signer.sign(SigningAlgorithm.RS256, PAYLOAD), 0));
        assertTrue(kid.matches("[0-9a-f]{40}"));
    }

    @Test
    public void signsThePayloadAsItIs() {
        assertEquals(PAYLOAD, text(signer.sign(SigningAlgorithm.ES256, PAYLOAD), 1));
    }

    @Test
    public void acceptsWhatItSigned() {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            assertEquals(Optional.of(PAYLOAD), signer.verify(signer.sign(algorithm, PAYLOAD)));
        }
    }

    @Test
    public void refusesATokenOfWhichAnyCharacterWasChanged() {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            String jws = signer.sign(algorithm, "{\"sub\":\"a\"}");
            for (int at = 0; at < jws.length(); at++) {
                char other = jws.charAt(at) == 'A' ? 'B' : 'A';
                String changed = jws.substring(0, at) + other + jws.substring(at + 1);
                assertEquals(algorithm + ", character " + at, Optional.empty(), signer.verify(changed));
            }
        }
    }

    @Test
    public void refusesASignatureThatIsSpeltAnotherWay() {
        String jws = signer.sign(SigningAlgorithm.ES256, PAYLOAD);
        for (String respelt : new String[] {jws + "=", jws + "==", jws + "\n", " " + jws, jws + ".", jws + ".x"}) {
            assertEquals(Optional.empty(), signer.verify(respelt));
        }
    }

    @Test
    public void refusesWhatIsNoTokenAtAll() {
        String[] garbage = {
            "",
            ".",
            "..",
            "...",
            "a",
            "a.b",
            "a.b.c",
            "\u20ac.\u20ac.\u20ac",
            "e30.e30.",
            "e30.e30.e30",
            "\u0000".repeat(100)
        };
        for (String some : garbage) {
            assertEquals(some, Optional.empty(), signer.verify(some));
        }
        assertEquals(Optional.empty(), signer.verify("a".repeat(10_000_000)));
        assertEquals(Optional.empty(), signer.verify("e30." + "A".repeat(5_000_000) + ".e30"));
    }

    @Test
    public void refusesAnUnsignedToken() {
        String kid = Node.kids(signer.keySet()).get(0);
        for (String alg : new String[] {"none", "None", "NONE", ""}) {
            String header = "{\"alg\":\"" + alg + "\",\"kid\":\"" + kid + "\"}";
            assertEquals(Optional.empty(), signer.verify(encoded(header) + "." + encoded(PAYLOAD) + "."));
        }
    }

    @Test
    public void refusesASignatureOfAnyOtherLengthOrContent() {
        for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
            String jws = signer.sign(algorithm, PAYLOAD);
            String signed = jws.substring(0, jws.lastIndexOf('.') + 1);
            for (int length : new int[] {1, 31, 32, 63, 64, 65, 95, 96, 97, 128, 255, 256, 257, 512}) {
                for (int fill : new int[] {0x00, 0x01, 0x7f, 0x80, 0xff}) {
                    byte[] signature = new byte[length];
                    Arrays.fill(signature, (byte) fill);
                    String what = algorithm + " " + length + " times " + fill;
                    assertEquals(what, Optional.empty(), signer.verify(signed + Base64Url.encode(signature)));
                }
            }
            assertEquals(algorithm.joseName(), Optional.of(PAYLOAD), signer.verify(jws));
        }
    }

    @Test
    public void refusesATokenThatBringsItsOwnKey() throws Exception {
        RSAKey foreign = new RSAKeyGenerator(2048).generate();
        String kid = Node.kids(signer.keySet()).get(0);
        JWSHeader header = new JWSHeader.Builder(com.nimbusds.jose.JWSAlgorithm.RS256)
                .keyID(kid)
                .jwk(foreign.toPublicJWK())
                .build();
        JWSObject jws = new JWSObject(header, new Payload(PAYLOAD));
        jws.sign(new RSASSASigner(foreign));
        assertEquals(Optional.empty(), signer.verify(jws.serialize()));
    }

    @Test
    public void refusesTheNameOfOneAlgorithmWithTheKeyOfAnother() throws Exception {
        String rs = signer.sign(SigningAlgorithm.RS256, PAYLOAD);
        String kid = Node.kidOf(rs);
        String es = signer.sign(SigningAlgorithm.ES256, PAYLOAD);
        String header = encoded("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}");
        assertEquals(Optional.empty(), signer.verify(header + es.substring(es.indexOf('.'))));
        JWSObject mac = new JWSObject(
                new JWSHeader.Builder(com.nimbusds.jose.JWSAlgorithm.HS256)
                        .keyID(kid)
                        .build(),
                new Payload(PAYLOAD));
        mac.sign(new MACSigner(signer.keySet().document()));
        assertEquals(Optional.empty(), signer.verify(mac.serialize()));
    }

    @Test
    public void refusesToSignMoreThanItWouldReadAgain() {
        String longest = "a".repeat(Signer.MAX_PAYLOAD_BYTES);
        assertEquals(Optional.of(longest), signer.verify(signer.sign(SigningAlgorithm.ES256, longest)));
        assertThrows(IllegalArgumentException.class, () -> signer.sign(SigningAlgorithm.ES256, longest + "a"));
    }

    @Test
    public void saysWhichAlgorithmIsNotConfigured() {
        Policies policies = Policies.usual();
        try (KeyRing other = new KeyRing(new WatchedStore(), policies, new JumpingClock(), Jca.PREFERRED, PATIENCE)) {
            KeysUnavailableException refusal =
                    assertThrows(KeysUnavailableException.class, () -> new RingSigner(other, policies)
                            .sign(SigningAlgorithm.RS256, PAYLOAD));
            assertEquals("RS256: not among the configured algorithms", refusal.getMessage());
        }
    }

    private static String encoded(String text) {
        return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String jws, int part) {
        return new String(Base64Url.decode(jws.split("\\.", -1)[part]).orElseThrow(), StandardCharsets.UTF_8);
    }
}
