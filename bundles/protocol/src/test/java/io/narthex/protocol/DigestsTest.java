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
