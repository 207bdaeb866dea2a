package io.narthex.example.app.internal.oidc;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.util.Arrays;
import org.junit.Test;

public final class RandomsTest {

    @Test
    public void makesTheChallengeOfRfc7636AppendixB() {
        assertEquals(
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                Randoms.challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
    }

    @Test
    public void makesTheAccessTokenHashThatDexMakes() {
        byte[] hash = Randoms.sha256("ya29.CjHSA1l5WUn8xZ6HanHFzzdHdbXm-14rxnC7JHch9eFIsZkQEGoWzaYG4o7k5f6BnPLj");
        assertEquals("piwt8oCH-K2D9pXlaS1Y-w", Randoms.base64(Arrays.copyOf(hash, 16)));
    }

    @Test
    public void makesSecretsThatAreLongEnoughForPkceAndDiffer() {
        assertTrue(Randoms.secret().matches("[A-Za-z0-9_-]{43}"));
        assertNotEquals(Randoms.secret(), Randoms.secret());
    }
}
