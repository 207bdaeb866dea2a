package io.narthex.connector.oidc.internal;

import static io.narthex.connector.oidc.internal.HostileToken.RS256;
import static io.narthex.connector.oidc.internal.HostileToken.with;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.SignInRefusedException;
import java.security.PrivateKey;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.After;
import org.junit.Test;

/** The good tokens of which the hostile ones are small changes; and what is no token at all. */
public class ValidTokensTest {

    private static final PrivateKey RSA = TestKeys.RSA.getPrivate();
    private static final Map<String, Object> CLAIMS = Map.of("sub", "jane-1", "email", "jane-1");

    private final TestSignIn test = new TestSignIn();

    @After
    public void stop() {
        test.close();
    }

    @Test
    public void acceptsTheGoodTokensOfWhichTheOthersAreChanges() {
        assertAccepted("RS256", claims -> TestKeys.signed(RS256, claims, RSA));
        assertAccepted("no kid", claims -> TestKeys.signed(Map.of("alg", "RS256"), claims, RSA));
        assertAccepted("PS256", claims -> TestKeys.signed(Map.of("alg", "PS256", "kid", "rsa"), claims, RSA));
        assertAccepted("ES256", ValidTokensTest::es256);
        assertAccepted(
                "EdDSA",
                claims -> TestKeys.signed(Map.of("alg", "EdDSA", "kid", "ed"), claims, TestKeys.ED.getPrivate()));
        String client = FakeOidcUpstream.CLIENT_ID;
        assertAccepted("azp", saying("azp", client));
        assertAccepted("our audience alone in a list", saying("aud", List.of(client)));
        assertAccepted(
                "two audiences and an azp",
                claims -> TestKeys.signed(RS256, with(with(claims, "azp", client), "aud", List.of(client, "b")), RSA));
        long now = System.currentTimeMillis() / 1000;
        assertAccepted("expired within the leeway", saying("exp", now - 30));
        assertAccepted("issued within the leeway", saying("iat", now + 30));
        assertAccepted(
                "a key of its own in the header, ignored",
                claims -> TestKeys.signed(
                        Map.of("alg", "RS256", "kid", "rsa", "jku", "https://evil.example/keys"), claims, RSA));
    }

    @Test
    public void acceptsAnAlgorithmThatTheUpstreamOffersLater() {
        test.upstream.metadata.remove("id_token_signing_alg_values_supported");
        assertAccepted("RS512", claims -> TestKeys.signed(Map.of("alg", "RS512", "kid", "rsa"), claims, RSA));
    }

    @Test
    public void refusesWhatIsNoTokenAtAll() {
        for (String shape : List.of("", ".", "..", "a.b.c", "a.b.c.d.e", "null", "{}", "\u0000", "x".repeat(70_000))) {
            assertRefused(shape, claims -> shape);
        }
        for (String payload : List.of("null", "[]", "\"x\"", "{", "{}", "[".repeat(3000))) {
            assertRefused(
                    payload, claims -> TestKeys.signed("{\"alg\":\"RS256\",\"kid\":\"rsa\"}", payload, "RS256", RSA));
        }
    }

    @Test
    public void carelessValidatorsTakeGoodTokensAndRefuseWhatTheyDoLookAt() {
        String keys = new TestKeys().published();
        String good = TestKeys.signed(RS256, CLAIMS, RSA);
        String forged = TestKeys.signed(RS256, CLAIMS, TestKeys.STRANGER.getPrivate());
        EnumSet<Careless> elliptic = EnumSet.of(Careless.TEXTBOOK_ECDSA);
        EnumSet<Careless> others =
                EnumSet.of(Careless.PUBLIC_KEY_AS_SECRET, Careless.CLIENT_SECRET, Careless.PUBLISHED_SECRET);
        others.add(Careless.KEY_OF_THE_TOKEN);
        for (Careless careless : Careless.values()) {
            if (careless != Careless.NO_SIGNATURE) {
                assertEquals(careless.name(), Optional.empty(), careless.signIn(forged, keys));
            }
            if (!others.contains(careless)) {
                String theirs = elliptic.contains(careless) ? es256(CLAIMS) : good;
                assertEquals(careless.name(), Optional.of("jane-1"), careless.signIn(theirs, keys));
            }
        }
    }

    private void assertAccepted(String name, Function<Map<String, Object>, String> maker) {
        test.upstream.tokenMaker = (claims, accessToken) -> maker.apply(new LinkedHashMap<>(claims));
        assertEquals(name, "jane-1", test.signIn().userId());
    }

    private void assertRefused(String name, Function<Map<String, Object>, String> maker) {
        test.upstream.tokenMaker = (claims, accessToken) -> maker.apply(claims);
        SignInRefusedException refusal = assertThrows(name, SignInRefusedException.class, test::signIn);
        assertEquals(name, SignInRefusedException.Reason.INVALID_ANSWER, refusal.reason());
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message, message.length() < 200);
    }

    private static Function<Map<String, Object>, String> saying(String claim, Object value) {
        return claims -> TestKeys.signed(RS256, with(claims, claim, value), RSA);
    }

    private static String es256(Map<String, Object> claims) {
        return TestKeys.signed(Map.of("alg", "ES256", "kid", "ec"), claims, TestKeys.EC.getPrivate());
    }
}
