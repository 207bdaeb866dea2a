package io.narthex.connector.local.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** The hashes were made by libxcrypt. */
public class BcryptHashTest {

    @Test
    public void readsAllThreePrefixes() {
        for (String prefix : List.of("$2a$", "$2b$", "$2y$")) {
            assertMatches("password", prefix + "10$abcdefghijklmnopqrstuu5Lo0g67CiD3M4RpN1BmBb4Crp5w7dbK");
        }
    }

    @Test
    public void hashesTextAsUtf8() {
        assertMatches("pässwörd€", "$2b$10$abcdefghijklmnopqrstuuslywDi13PaPhQCW6Y7rTPwcNw5Ye4WO");
    }

    @Test
    public void takesSeventyTwoBytes() {
        assertMatches("x".repeat(71) + "y", "$2b$10$abcdefghijklmnopqrstuuxET420Aj6prf6yyqv/jO304755m7Jw6");
        assertMatches("x".repeat(71), "$2b$10$abcdefghijklmnopqrstuumbPZs6w2qUT64KqFBzDPghLhp5LquFG");
    }

    @Test
    public void readsTheCost() {
        assertEquals(
                12,
                parse("$2b$12$abcdefghijklmnopqrstuuEbH/Mf/HnzNd59VJsI65ikkFXU8JR6m")
                        .cost());
    }

    @Test
    public void refusesWhatIsNoBcryptHash() {
        String hash = FakeUserDirectory.HASH;
        for (String text : List.of(
                "",
                "password",
                "{SSHA}c2VjcmV0",
                "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA",
                hash + "\n",
                hash + "x",
                hash.substring(0, 59),
                hash.replace("$2b$", "$2x$"),
                hash.replace("$10$", "$1$"),
                hash.replace("$10$", "$-1$"))) {
            assertEquals(text, Optional.empty(), BcryptHash.parse(text));
        }
    }

    @Test
    public void standsForNobodyAtEveryCost() {
        for (int cost = BcryptHash.LEAST_COST; cost <= BcryptHash.MOST_COST; cost++) {
            assertEquals(cost, parse(BcryptHash.ofNobody(cost).text()).cost());
        }
        BcryptHash nobody = BcryptHash.ofNobody(BcryptHash.LEAST_COST);
        assertFalse(nobody.matches("password".getBytes(UTF_8)));
        assertFalse(nobody.matches(new byte[0]));
    }

    @Test
    public void hidesItselfWhenPrinted() {
        assertEquals("BcryptHash[cost=10]", parse(FakeUserDirectory.HASH).toString());
    }

    private static void assertMatches(String password, String text) {
        assertTrue(text, parse(text).matches(password.getBytes(UTF_8)));
        assertFalse(text, parse(text).matches("wrong".getBytes(UTF_8)));
    }

    private static BcryptHash parse(String text) {
        return BcryptHash.parse(text).orElseThrow();
    }
}
