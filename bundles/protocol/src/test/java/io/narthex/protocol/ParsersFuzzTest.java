package io.narthex.protocol;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.Test;

/** Random texts for what reads requests. {@code -Dfuzz.rounds} and {@code -Dfuzz.seed} make it longer and another one. */
public class ParsersFuzzTest {

    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_125L);

    private static final List<String> FORM = List.of(
            "a", "b=", "=", "&", "%", "%4", "%41", "%zz", "%c0%ae", "%00", "+", "é", "\ud83d", "\u0000", ";", "x=y");
    private static final List<String> URI_PARTS = List.of(
            "http",
            "https",
            "HTTP",
            ":",
            "/",
            "//",
            "\\",
            "@",
            "localhost",
            "LOCALHOST",
            "127.0.0.1",
            "127.1",
            "[::1]",
            "::1",
            "0x7f000001",
            "2130706433",
            "evil.example",
            ".",
            "..",
            "#",
            "?",
            ":80",
            ":99999",
            "%40",
            "%2f",
            "%00",
            " ",
            "\t",
            "javascript:alert(1)",
            "é",
            "。",
            "callback",
            "urn:ietf:wg:oauth:2.0:oob");
    private static final List<String> STARTS =
            List.of("", "http://localhost", "http://127.0.0.1:80", "http://[::1]", "https://app.example/callback");
    private static final List<String> REGISTERED = List.of("https://app.example/callback");
    /** What RFC 8252, section 7.3 means, said in another way than the code does. */
    private static final Pattern LOOPBACK =
            Pattern.compile("http://(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::[0-9]{1,5})?(?:[/?][!-~&&[^#\\\\]]*)?");

    private final Random random = new Random(SEED);

    @Test
    public void readsAnyFormOrRefusesItAsAnInvalidRequest() {
        for (int round = 0; round < ROUNDS; round++) {
            String text = text(FORM, 30);
            try {
                Parameters parameters = Parameters.parse(text);
                parameters.names().forEach(parameters::all);
                assertTrue(text, parameters.names().size() <= Parameters.MAX_COUNT);
            } catch (OAuthException refused) {
                assertEquals(text, ErrorCode.INVALID_REQUEST, refused.error());
            }
        }
    }

    @Test
    public void readsBackWhatABrowserWrites() {
        for (int round = 0; round < ROUNDS / 10; round++) {
            Map<String, String> sent = new LinkedHashMap<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                sent.put("p" + i, noise(1 + random.nextInt(20)));
            }
            String form = sent.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            sent.forEach((name, value) ->
                    assertEquals(form, value, Parameters.parse(form).require(name)));
        }
    }

    @Test
    public void allowsNoAddressButARegisteredOne() {
        for (int round = 0; round < ROUNDS; round++) {
            String uri = STARTS.get(random.nextInt(STARTS.size())) + text(URI_PARTS, 6);
            assertEquals(uri, REGISTERED.contains(uri), RedirectUris.isAllowed(uri, REGISTERED, random.nextBoolean()));
            assertFalse(uri, RedirectUris.isAllowed(uri, List.of(), false));
        }
    }

    @Test
    public void allowsAPublicClientNoAddressThatOnlyLooksLikeLoopback() {
        int allowed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String uri = STARTS.get(random.nextInt(STARTS.size())) + text(URI_PARTS, 5);
            if (RedirectUris.isAllowed(uri, List.of(), true)) {
                allowed++;
                assertTrue(
                        uri,
                        uri.equals(RedirectUris.OUT_OF_BAND)
                                || LOOPBACK.matcher(uri).matches());
            }
        }
        assertTrue("nothing was allowed: the texts are too wild", allowed > ROUNDS / 100);
    }

    @Test
    public void readsAnyPairOfTextsOrNone() {
        for (int round = 0; round < ROUNDS; round++) {
            StringPair pair = new StringPair(noise(random.nextInt(200)), noise(random.nextInt(40)));
            assertEquals(pair, StringPair.decode(pair.encoded()).orElseThrow());
            StringBuilder damaged = new StringBuilder(pair.encoded() + "A");
            damaged.setCharAt(random.nextInt(damaged.length()), (char) random.nextInt(0x80));
            StringPair.decode(damaged.toString());
        }
    }

    private String text(List<String> parts, int most) {
        return random.ints(random.nextInt(most + 1), 0, parts.size())
                .mapToObj(parts::get)
                .collect(Collectors.joining());
    }

    private String noise(int length) {
        return random.ints(length, 1, 0xd800).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
