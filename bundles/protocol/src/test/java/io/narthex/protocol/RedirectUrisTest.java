package io.narthex.protocol;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Test;

public class RedirectUrisTest {

    private static final List<String> REGISTERED = List.of("https://app.example/callback?a=b");

    @Test
    public void comparesRegisteredUrisToTheLetter() {
        assertTrue(RedirectUris.isAllowed("https://app.example/callback?a=b", REGISTERED, false));
        for (String other : List.of(
                "https://app.example/callback",
                "https://app.example/callback?a=b&c=d",
                "https://APP.example/callback?a=b",
                "https://app.example:443/callback?a=b",
                "https://app.example/../callback?a=b",
                "http://localhost:8000/",
                RedirectUris.OUT_OF_BAND,
                "")) {
            assertFalse(other, RedirectUris.isAllowed(other, REGISTERED, false));
            assertFalse(other, RedirectUris.isAllowed(other, REGISTERED, true));
        }
    }

    @Test
    public void letsAPublicClientWithoutRegisteredUrisUseLoopbackAndOutOfBand() {
        for (String uri : List.of(
                RedirectUris.OUT_OF_BAND,
                "http://localhost",
                "http://localhost:8000/callback?x=y",
                "http://127.0.0.1:18000/",
                "http://[::1]:9000/cb")) {
            assertTrue(uri, RedirectUris.isAllowed(uri, List.of(), true));
            assertFalse(uri, RedirectUris.isAllowed(uri, List.of(), false));
        }
    }

    @Test
    public void refusesWhatOnlyLooksLikeLoopback() {
        for (String uri : List.of(
                "http://localhost.localhost:8080/",
                "http://localhost@evil.example/",
                "http://localhost:80@evil.example/",
                "http://evil.example/@localhost",
                "http://a@localhost@evil.example:80/",
                "http://localhost\\@evil.example/",
                "http://localhost:8000/#f",
                "https://localhost:8000/",
                "http:localhost",
                "http://127.0.0.1.evil.example/",
                "javascript:alert(1)",
                "http://localhost:/x y")) {
            assertFalse(uri, RedirectUris.isAllowed(uri, List.of(), true));
        }
    }

    @Test
    public void keepsTheQueryOfARedirectUriAndSortsTheAnswer() {
        ResponseTarget target = new ResponseTarget(
                "https://app.example/cb?b=2&a=1", ResponseMode.QUERY, Optional.of("s/t"), "https://id.example");
        assertEquals(
                "https://app.example/cb?b=2&a=1&code=c&iss=https%3A%2F%2Fid.example&state=s%2Ft",
                target.address(Map.of("code", "c")));
    }

    @Test
    public void putsTheAnswerIntoTheFragmentBehindTheQueryOfTheClient() {
        ResponseTarget target = new ResponseTarget(
                "https://app.example/cb?b=2", ResponseMode.FRAGMENT, Optional.empty(), "https://id.example");
        assertEquals(
                "https://app.example/cb?b=2#id_token=t&iss=https%3A%2F%2Fid.example",
                target.address(Map.of("id_token", "t")));
    }

    @Test
    public void sendsAnErrorWithoutCharactersThatMayNotBeInIt() {
        ResponseTarget target = new ResponseTarget("https://app.example/cb", ResponseMode.QUERY, Optional.empty(), "i");
        assertEquals(
                "https://app.example/cb?error=invalid_scope&error_description=scope%3A+unknown+%27%3F%27&iss=i",
                target.address(new OAuthException(ErrorCode.INVALID_SCOPE, "scope: unknown \"ü\"")));
    }
}
