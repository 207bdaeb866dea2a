package io.narthex.connector.oidc.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SubjectToken;
import io.narthex.connector.UpstreamUnavailableException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.After;
import org.junit.Test;

/** What the connector finds out by itself, while people can still sign in. */
public class OidcTroubleTest {

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final TestSignIn test = new TestSignIn();

    @After
    public void stop() {
        test.close();
    }

    @Test
    public void tellsOfMetadataThatCannotBeReadAgain() {
        test.signIn();
        test.upstream.answer(DISCOVERY, 503, "{}");
        assertEquals(Optional.empty(), test.connector.trouble());
        test.clock.advance(Duration.ofHours(2));
        test.departure(TestSignIn.SCOPES);
        assertTrouble("metadata were read last at TIME: GET ISSUER" + DISCOVERY + ": answered 503");
        test.upstream.restore();
        test.clock.advance(Duration.ofSeconds(31));
        test.departure(TestSignIn.SCOPES);
        assertEquals(Optional.empty(), test.connector.trouble());
    }

    @Test
    public void tellsOfKeysThatCannotBeReadAgain() {
        test.signIn();
        test.upstream.answer("/keys", 404, "{}");
        test.clock.advance(Duration.ofMinutes(20));
        assertThrows(SignInRefusedException.class, () -> vouch(TestKeys.STRANGER, "rsa"));
        assertTrouble("keys were read last at TIME: GET ISSUER/keys: answered 404");
        test.clock.advance(Duration.ofMinutes(10));
        assertEquals("nobody has met it for a while", Optional.empty(), test.connector.trouble());
    }

    @Test
    public void tellsOfBoth() {
        test.signIn();
        test.upstream.answer(DISCOVERY, 200, "<html>");
        test.upstream.answer("/keys", 200, "{}");
        test.clock.advance(Duration.ofHours(2));
        assertThrows(SignInRefusedException.class, () -> vouch(TestKeys.STRANGER, "rsa"));
        assertTrouble("metadata were read last at TIME: GET ISSUER" + DISCOVERY
                + ": answered 200 with something that is not JSON; keys were read last at TIME:"
                + " keys of the upstream: expected a set of at most 100 keys");
    }

    @Test
    public void leavesItToTheProviderToTellWhatPeopleMeet() {
        test.upstream.answer(DISCOVERY, 503, "{}");
        assertThrows(UpstreamUnavailableException.class, test::signIn);
        assertEquals(Optional.empty(), test.connector.trouble());
    }

    @Test
    public void takesNoForgeryForTrouble() {
        test.signIn();
        assertThrows(SignInRefusedException.class, () -> vouch(TestKeys.STRANGER, "rsa"));
        assertThrows(SignInRefusedException.class, () -> vouch(TestKeys.STRANGER, "unknown"));
        assertEquals("fetched again for the unknown one", 2, test.upstream.keyRequests.get());
        assertEquals(Optional.empty(), test.connector.trouble());
    }

    @Test
    public void blamesTheUpstreamForNoAccessTokenThatSomebodyBrings() {
        test.connector("getUserInfo", "true", "tokenExchange.accessTokens", "true");
        test.signIn();
        int before = test.upstream.requests.get();
        for (String token :
                new String[] {"", "two words", "line\r\nX-Other: 1", "jané", "=", "x".repeat(16 * 1024 + 1)}) {
            assertThrows(token, SignInRefusedException.class, () -> vouchForAccessToken(token));
        }
        assertEquals("nobody is asked about what cannot be one", before, test.upstream.requests.get());
        String token = UUID.randomUUID().toString();
        for (int status : new int[] {400, 401, 403, 431}) {
            test.upstream.answer("/userinfo", status, "");
            assertThrows(token, SignInRefusedException.class, () -> vouchForAccessToken(token));
        }
        test.upstream.answer("/userinfo", 404, "");
        assertThrows(token, UpstreamUnavailableException.class, () -> vouchForAccessToken(token));
    }

    private void assertTrouble(String expected) {
        String told = test.connector.trouble().orElse("nothing");
        assertEquals(expected, told.replaceAll("[0-9-]+T[0-9:]+Z", "TIME").replace(test.upstream.issuer(), "ISSUER"));
    }

    private void vouch(KeyPair signer, String keyId) {
        long now = Instant.now().getEpochSecond();
        String token = TestKeys.signed(
                Map.of("alg", "RS256", "kid", keyId),
                Map.of("iss", test.upstream.issuer(), "aud", "narthex", "sub", "jane-1", "iat", now, "exp", now + 60),
                signer.getPrivate());
        test.connector.vouch(new SubjectToken(SubjectToken.Kind.ID_TOKEN, token), TestSignIn.SCOPES);
    }

    private void vouchForAccessToken(String text) {
        test.connector.vouch(new SubjectToken(SubjectToken.Kind.ACCESS_TOKEN, text), TestSignIn.SCOPES);
    }
}
