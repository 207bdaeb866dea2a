package io.narthex.protocol;

import static org.junit.Assert.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class StringPairTest {

    private static final Map<StringPair, String> VECTORS = Map.of(
            new StringPair("0-385-28089-0", "mock"), "Cg0wLTM4NS0yODA4OS0wEgRtb2Nr",
            new StringPair("08a8684b-db88-4b73-90a9-3cd1661f5466", "local"),
                    "CiQwOGE4Njg0Yi1kYjg4LTRiNzMtOTBhOS0zY2QxNjYxZjU0NjYSBWxvY2Fs",
            new StringPair("cn=jane,ou=People,dc=example,dc=org", "ldap"),
                    "CiNjbj1qYW5lLG91PVBlb3BsZSxkYz1leGFtcGxlLGRjPW9yZxIEbGRhcA",
            new StringPair("client-1", ""), "CghjbGllbnQtMQ",
            new StringPair("refreshid", "tok"), "CglyZWZyZXNoaWQSA3Rvaw");

    @Test
    public void encodesAsDexDoes() {
        VECTORS.forEach((pair, encoded) -> assertEquals(encoded, pair.encoded()));
    }

    @Test
    public void decodesWhatItEncoded() {
        VECTORS.forEach((pair, encoded) -> assertEquals(Optional.of(pair), StringPair.decode(encoded)));
        StringPair longPair = new StringPair("ü".repeat(900), "x");
        assertEquals(Optional.of(longPair), StringPair.decode(longPair.encoded()));
    }

    @Test
    public void findsNothingInOtherTexts() {
        for (String text : List.of("!", "Cg", "CglyZWZyZXNoaWQ_____w", "GgR0ZXN0", "/w", "a".repeat(5_000), "CgL//w")) {
            assertEquals(text, Optional.empty(), StringPair.decode(text));
        }
    }
}
