package io.narthex.protocol;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

public class ParametersTest {

    @Test
    public void decodesOnce() {
        Parameters parameters = Parameters.parse("a=1%2B1&b=x+y&c&d=%2541&%C3%BC=%E2%82%AC");
        assertEquals("1+1", parameters.require("a"));
        assertEquals("x y", parameters.require("b"));
        assertEquals(Optional.empty(), parameters.find("c"));
        assertEquals("%41", parameters.require("d"));
        assertEquals("€", parameters.require("ü"));
    }

    @Test
    public void refusesARepeatedParameterByName() {
        Parameters parameters = Parameters.parse("scope=openid&scope=email&state=x");
        assertRefused("scope: given 2 times, expected once", () -> parameters.find("scope"));
        assertEquals("x", parameters.require("state"));
    }

    @Test
    public void countsAParameterInQueryAndBodyAsRepeated() {
        Parameters both = Parameters.parse("state=x").and(Parameters.parse("state=x"));
        assertRefused("state: given 2 times, expected once", () -> both.find("state"));
    }

    @Test
    public void takesAnEmptyValueForAnAbsentOne() {
        assertRefused("code: missing", () -> Parameters.parse("code=").require("code"));
    }

    @Test
    public void splitsWords() {
        assertEquals(
                List.of("openid", "email"),
                Parameters.parse("scope=+openid++email+").words("scope"));
    }

    @Test
    public void refusesMalformedEscapes() {
        for (String wrong : List.of("a=%", "a=%4", "a=%zz", "%=a")) {
            assertRefused("request: malformed percent-encoding", () -> Parameters.parse(wrong));
        }
    }

    @Test
    public void holdsItsLimits() {
        String many = IntStream.range(0, 65).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
        assertRefused("request: expected at most 64 parameters", () -> Parameters.parse(many));
        assertRefused("state: expected at most 8192 characters", () -> Parameters.parse("state=" + "x".repeat(8_193)));
        assertRefused(
                "request: expected parameter names of at most 128 characters",
                () -> Parameters.parse("n".repeat(129) + "=1"));
    }

    @Test
    public void hidesValuesWhenPrinted() {
        assertFalse(Parameters.parse("password=s3cret").toString().contains("s3cret"));
    }

    private static void assertRefused(String description, org.junit.function.ThrowingRunnable reading) {
        OAuthException refusal = assertThrows(OAuthException.class, reading);
        assertEquals(ErrorCode.INVALID_REQUEST, refusal.error());
        assertEquals(description, refusal.description());
    }

    @Test
    public void letsSomeSupersedeOthers() {
        Parameters both = Parameters.parse("a=1&a=2&b=3&c=4")
                .supersededBy(Parameters.ofAll(Map.of("a", List.of("5"), "d", List.of())))
                .without("c");
        assertEquals(Map.of("a", List.of("5"), "b", List.of("3")), both.all());
    }

    @Test
    public void holdsParametersOfAnyFormToTheLimits() {
        List<String> many = Collections.nCopies(Parameters.MAX_COUNT + 1, "x");
        String longest = "x".repeat(Parameters.MAX_VALUE + 1);
        for (Map<String, List<String>> wrong : List.of(
                Map.of("a", many),
                Map.of("a", List.of(longest)),
                Map.of("n".repeat(Parameters.MAX_NAME + 1), List.of("x")))) {
            assertEquals(
                    ErrorCode.INVALID_REQUEST,
                    assertThrows(OAuthException.class, () -> Parameters.ofAll(wrong))
                            .error());
        }
    }
}
