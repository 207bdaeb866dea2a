package io.narthex.keys.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.keys.KeyPolicy;
import io.narthex.keys.KeySet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

/** The key set, byte for byte. */
public final class KeySetDocumentTest {

    private static Ring.Key key(String id, String... members) {
        Map<String, String> jwk = new java.util.LinkedHashMap<>();
        for (int at = 0; at < members.length; at += 2) {
            jwk.put(members[at], members[at + 1]);
        }
        return new Ring.Key(id.repeat(40), Instant.EPOCH, Duration.ZERO, jwk);
    }

    private static Ring.Key rsa(String id) {
        return key(id, "kty", "RSA", "e", "AQAB", "d", "secret", "n", "modulus");
    }

    @Test
    public void isWrittenAsDexWritesIt() {
        Ring ring = Ring.EMPTY
                .with("RS256", new Ring.Slot(Optional.of(rsa("a")), Optional.of(rsa("b")), List.of(rsa("c"))))
                .with(
                        "ES256",
                        new Ring.Slot(
                                Optional.of(
                                        key("d", "kty", "EC", "d", "secret", "y", "why", "x", "ex", "crv", "P-256")),
                                Optional.empty(),
                                List.of()));
        KeySet set = KeySetDocument.of(ring, KeyPolicy.DEFAULT);
        String expected = "{\n  \"keys\": [\n"
                + rsaText("a") + ",\n"
                + ("    {\n      \"use\": \"sig\",\n      \"kty\": \"EC\",\n      \"kid\": \"" + "d".repeat(40)
                        + "\",\n      \"alg\": \"ES256\",\n      \"crv\": \"P-256\",\n      \"x\": \"ex\",\n"
                        + "      \"y\": \"why\"\n    },\n")
                + rsaText("b") + ",\n" + rsaText("c") + "\n  ]\n}";
        assertEquals(expected, new String(set.document(), StandardCharsets.UTF_8));
        assertTrue(set.etag().matches("\"[A-Za-z0-9_-]{22}\""));
    }

    @Test
    public void writesEveryAlgorithmInOneOrder() {
        Ring.Key okp = key("e", "d", "secret", "x", "ex", "crv", "Ed25519", "kty", "OKP");
        Ring.Key ec = key("d", "kty", "EC", "d", "secret", "y", "why", "x", "ex", "crv", "P-384");
        Ring ring = Ring.EMPTY
                .with("EdDSA", alone(okp))
                .with("PS256", alone(rsa("b")))
                .with("ES384", alone(ec))
                .with("RS256", alone(rsa("a")));
        String text = new String(KeySetDocument.of(ring, KeyPolicy.DEFAULT).document(), StandardCharsets.UTF_8);
        String expected = "{\n  \"keys\": [\n"
                + rsaText("a") + ",\n"
                + ("    {\n      \"use\": \"sig\",\n      \"kty\": \"EC\",\n      \"kid\": \"" + "d".repeat(40)
                        + "\",\n      \"alg\": \"ES384\",\n      \"crv\": \"P-384\",\n      \"x\": \"ex\",\n"
                        + "      \"y\": \"why\"\n    },\n")
                + rsaText("b").replace("RS256", "PS256") + ",\n"
                + ("    {\n      \"use\": \"sig\",\n      \"kty\": \"OKP\",\n      \"kid\": \"" + "e".repeat(40)
                        + "\",\n      \"alg\": \"EdDSA\",\n      \"crv\": \"Ed25519\",\n      \"x\": \"ex\"\n    }")
                + "\n  ]\n}";
        assertEquals(expected, text);
    }

    private static Ring.Slot alone(Ring.Key key) {
        return new Ring.Slot(Optional.of(key), Optional.empty(), List.of());
    }

    private static String rsaText(String id) {
        return "    {\n      \"use\": \"sig\",\n      \"kty\": \"RSA\",\n      \"kid\": \"" + id.repeat(40)
                + "\",\n      \"alg\": \"RS256\",\n      \"n\": \"modulus\",\n      \"e\": \"AQAB\"\n    }";
    }
}
