package io.narthex.protocol;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class DigestsTest {

    @Test
    public void hashesATokenAsDexDoes() {
        assertEquals(
                "piwt8oCH-K2D9pXlaS1Y-w",
                Digests.leftHalf("RS256", "ya29.CjHSA1l5WUn8xZ6HanHFzzdHdbXm-14rxnC7JHch9eFIsZkQEGoWzaYG4o7k5f6BnPLj"));
    }

    @Test
    public void hashesTokenAndCodeAsInTheExamplesOfCoreAppendixA() {
        assertEquals(
                "77QmUPtjPfzWtF2AnpK9RQ", Digests.leftHalf("RS256", "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"));
        assertEquals(
                "LDktKdoQak3Pk0cnXxCltA",
                Digests.leftHalf("RS256", "Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk"));
    }

    /** What other implementations agree upon for this token. */
    @Test
    public void hashesATokenWithTheHashOfEachAlgorithm() {
        String token = "YmJiZTAwYmYtMzgyOC00NzhkLTkyOTItNjJjNDM3MGYzOWIy9sFhvH8K_x8UIHj1osisS57f5DduL";
        for (String algorithm : new String[] {"RS256", "ES256", "PS256"}) {
            assertEquals(algorithm, "xsZZrUssMXjL3FBlzoSh2g", Digests.leftHalf(algorithm, token));
        }
        assertEquals("adt46pcdiB-l6eTNifgoVM-5AIJAxq84", Digests.leftHalf("ES384", token));
        assertEquals("p2LHG4H-8pYDc0hyVOo3iIHvZJUqe9tbj3jESOuXbkY", Digests.leftHalf("EdDSA", token));
    }

    @Test
    public void namesAnAlgorithmThatItDoesNotKnow() {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Digests.leftHalf("none", "token"));
        assertEquals("algorithm: expected one of JSON Web Signature, got 'none'", refusal.getMessage());
    }

    @Test
    public void checksACodeChallengeAsInRfc7636AppendixB() {
        CodeChallenge challenge =
                new CodeChallenge(CodeChallenge.Method.S256, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        assertTrue(challenge.matches("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assertFalse(challenge.matches("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK"));
        assertFalse(challenge.matches("short"));
    }

    @Test
    public void rejectsAChallengeThatIsTooShort() {
        assertThrows(OAuthException.class, () -> new CodeChallenge(CodeChallenge.Method.S256, "a".repeat(42)));
        assertThrows(OAuthException.class, () -> new CodeChallenge(CodeChallenge.Method.S256, "a".repeat(129)));
    }

    @Test
    public void makesIdsOfDexsForm() {
        for (int i = 0; i < 1_000; i++) {
            assertTrue(RandomIds.isId(RandomIds.next()));
        }
        assertFalse(RandomIds.isId("2" + "a".repeat(24)));
        assertFalse(RandomIds.isId("a".repeat(26)));
        assertFalse(RandomIds.isId("a".repeat(24) + "1"));
    }
}
