package io.narthex.example.app.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.nimbusds.jwt.JWTClaimsSet;
import io.narthex.example.app.internal.FakeProvider.Signing;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.Rule;
import org.junit.Test;

/** Every way in which an ID token may be wrong, through the whole sign-in. */
public final class IdTokenTest {

    @Rule
    public final RunningApp app = new RunningApp();

    private final TestBrowser browser = app.browser();

    @Test
    public void acceptsES256() {
        app.provider.useEllipticKey();
        assertTrue(browser.signInAndShow("").contains("Signed with ES256"));
    }

    @Test
    public void acceptsOtherAudiencesBesideItself() {
        app.provider.claims =
                claims -> claims.audience(List.of("cli", "example-app")).claim("azp", "example-app");
        assertTrue(browser.signInAndShow("").contains("Meant for cli, example-app; asked for by example-app"));
    }

    @Test
    public void acceptsATokenWithoutAccessTokenHash() {
        app.provider.withAccessTokenHash = false;
        assertEquals(303, browser.signIn("").statusCode());
    }

    @Test
    public void fetchesTheKeysOnceForManySignIns() {
        browser.signIn("");
        browser.signIn("");
        assertEquals(1, app.provider.keyRequests.size());
    }

    @Test
    public void fetchesTheKeysAgainForAKeyItDoesNotKnow() {
        browser.signIn("");
        app.provider.rotateKey();
        assertEquals(303, browser.signIn("").statusCode());
        assertEquals(2, app.provider.keyRequests.size());
    }

    @Test
    public void refusesAKeyThatIsStillUnknownAfterFetchingOnce() {
        browser.signIn("");
        app.provider.signing = Signing.WITH_AN_UNPUBLISHED_KEY;
        refuses("kid: no RS256 key");
        assertEquals(2, app.provider.keyRequests.size());
    }

    @Test
    public void refusesASignatureOfAnotherKey() {
        app.provider.signing = Signing.WITH_ANOTHER_KEY_OF_THAT_NAME;
        refuses("signature: not made with the published key");
    }

    @Test
    public void refusesAnUnsignedToken() {
        app.provider.signing = Signing.NOT_AT_ALL;
        refuses("id_token: expected a signed token");
    }

    @Test
    public void refusesASignatureMadeWithThePublicKeyAsSecret() {
        app.provider.signing = Signing.WITH_THE_PUBLIC_KEY_AS_SECRET;
        refuses("alg: expected RS256 or ES256, got &#39;HS256&#39;");
    }

    @Test
    public void refusesAnswersWithoutIdToken() {
        app.provider.withIdToken = false;
        refuses("id_token: missing");
    }

    @Test
    public void refusesAnotherNonce() {
        refuses(claims -> claims.claim("nonce", "other"), "nonce: not the one");
        refuses(claims -> claims.claim("nonce", null), "nonce: not the one");
    }

    @Test
    public void refusesAnotherIssuer() {
        refuses(claims -> claims.issuer("https://evil.example"), "iss: expected");
    }

    @Test
    public void refusesAnotherAudience() {
        refuses(claims -> claims.audience("other"), "aud: expected &#39;example-app&#39;");
        refuses(claims -> claims.audience(List.of()), "aud: expected &#39;example-app&#39;");
    }

    @Test
    public void refusesAnotherAuthorizedParty() {
        refuses(claims -> claims.claim("azp", "other"), "azp: expected");
        refuses(claims -> claims.audience(List.of("example-app", "other")), "azp: missing");
    }

    @Test
    public void refusesAnExpiredToken() {
        refuses(claims -> claims.expirationTime(in(-31)), "exp: the token expired");
        refuses(claims -> claims.expirationTime(null), "exp: missing");
    }

    @Test
    public void refusesATokenFromTheFuture() {
        refuses(claims -> claims.issueTime(in(60)), "iat: the token was issued in the future");
    }

    @Test
    public void allowsForClocksThatDifferALittle() {
        app.provider.claims = claims -> claims.issueTime(in(20)).expirationTime(in(-20));
        assertEquals(303, browser.signIn("").statusCode());
    }

    @Test
    public void refusesTheHashOfAnotherAccessToken() {
        refuses(claims -> claims.claim("at_hash", "AAAAAAAAAAAAAAAAAAAAAA"), "at_hash: not the hash");
    }

    @Test
    public void refusesATokenAboutNobody() {
        refuses(claims -> claims.subject(null), "sub: missing");
    }

    private void refuses(UnaryOperator<JWTClaimsSet.Builder> wrong, String message) {
        app.provider.claims = wrong;
        refuses(message);
    }

    private void refuses(String message) {
        HttpResponse<String> answer = browser.signIn("");
        assertEquals(answer.body(), 502, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains(message));
        assertTrue("nobody is signed in", browser.get("/session").statusCode() == 303 || message.startsWith("kid"));
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }
}
