package io.narthex.web.internal.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public class RequestRulesTest {

    @Test
    public void refusesAQueryThatCannotBeDecoded() {
        for (String query : List.of("a=%", "a=%4", "a=%zz", "%=a", "a=%u0041", "a=%%41")) {
            assertEquals(Optional.of("query: malformed percent-encoding"), RequestRules.objection("/auth", query));
        }
        assertEquals(Optional.empty(), RequestRules.objection("/auth", "a=%41%c3%bc%25&b=+"));
    }

    @Test
    public void letsNoPathPassThatClimbsOrHides() {
        List<String> parts =
                List.of("/", "auth", "..", ".", "%2e", "%2F", "%5c", ";", "\\", "%00", "%25", "a", "\u0000");
        Random random = new Random(20_261_125L);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder path = new StringBuilder("/token");
            for (int i = random.nextInt(6); i >= 0; i--) {
                path.append(parts.get(random.nextInt(parts.size())));
            }
            if (path.toString().matches("(?s).*(?://|/\\.\\.?(?:/|$)|(?i:%2e|%2f|%5c|%00|%25)|[;\\\\\\x00]).*")) {
                assertTrue(
                        path.toString(),
                        RequestRules.objection(path.toString(), "").isPresent());
            }
        }
    }
}
