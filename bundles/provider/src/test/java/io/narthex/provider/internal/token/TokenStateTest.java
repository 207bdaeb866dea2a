package io.narthex.provider.internal.token;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.Parameters;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.grant.RefreshToken;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

/** Introspection (RFC 7662) and revocation (RFC 7009), for both forms of access tokens. */
public class TokenStateTest {

    private static final String OFFLINE = "openid profile groups offline_access";
    private static final String PEER = "openid audience:server:client_id:other";

    private final TestProvider provider = new TestProvider();

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void tellsAClientOfItsAccessToken() {
        for (String format : List.of("opaque", "jwt")) {
            provider.settings = TestProvider.settings("oauth2.accessTokenFormat", format);
            JsonObject answer = introspect("app", provider.signInFor(OFFLINE).accessToken());
            assertEquals(
                    List.of(
                            "active",
                            "scope",
                            "client_id",
                            "username",
                            "sub",
                            "iss",
                            "exp",
                            "iat",
                            "nbf",
                            "aud",
                            "token_type",
                            "token_use",
                            "ext"),
                    List.copyOf(answer.keySet()));
            assertTrue(answer.get("active").getAsBoolean());
            assertEquals(OFFLINE, answer.get("scope").getAsString());
            assertEquals("app", answer.get("client_id").getAsString());
            assertEquals("jane", answer.get("username").getAsString());
            assertEquals(TestProvider.ISSUER, answer.get("aud").getAsString());
            assertEquals("Bearer", answer.get("token_type").getAsString());
            assertEquals("access_token", answer.get("token_use").getAsString());
            assertEquals(
                    86_400, answer.get("exp").getAsLong() - answer.get("iat").getAsLong());
            assertTrue(
                    answer.get("ext").toString(), answer.get("ext").toString().contains("staff"));
        }
    }

    @Test
    public void tellsAClientOfItsRefreshToken() {
        String token = provider.signInFor(OFFLINE).refreshToken().orElseThrow();
        JsonObject answer = introspect("app", token);
        assertEquals("refresh_token", answer.get("token_use").getAsString());
        assertFalse("has no type", answer.has("token_type"));
        assertEquals(
                Duration.ofDays(30).toSeconds(),
                answer.get("exp").getAsLong() - answer.get("iat").getAsLong());
        assertInactive("other", token);
        assertInactive("app", guess(token));
    }

    @Test
    public void callsARefreshTokenInactiveThatWouldNotBeTaken() {
        String token = provider.signInFor(OFFLINE).refreshToken().orElseThrow();
        provider.put(TestProvider.confidential("app", "allowedScopes", "openid, profile, groups"));
        assertInactive("app", token);
        provider.put(TestProvider.confidential("app", "grantTypes", "authorization_code"));
        assertInactive("app", token);
    }

    @Test
    public void tellsOfAnAccessTokenToThoseItIsForAndNobodyElse() {
        for (String format : List.of("opaque", "jwt")) {
            provider.settings = TestProvider.settings("oauth2.accessTokenFormat", format);
            String own = provider.signInFor("openid").accessToken();
            assertInactive("other", own);
            provider.put(TestProvider.confidential("other", "trustedPeers", "app"));
            String shared = provider.signInFor(PEER).accessToken();
            JsonObject answer = introspect("other", shared);
            assertTrue(answer.get("active").getAsBoolean());
            assertEquals(
                    "[\"other\",\"" + TestProvider.ISSUER + "\"]",
                    answer.get("aud").toString());
            provider.put(TestProvider.confidential("third"));
            assertInactive("third", shared);
            provider.put(TestProvider.confidential("other"));
            assertInactive("other", shared);
        }
    }

    @Test
    public void tellsNothingToPublicClientsAndStrangers() {
        String token = provider.signInFor("openid").accessToken();
        assertRefused(
                ErrorCode.INVALID_CLIENT,
                () -> provider.tokens.introspect(
                        Parameters.of(Map.of("client_id", "desk", "token", token)), Optional.empty()));
        assertRefused(
                ErrorCode.INVALID_CLIENT,
                () -> provider.tokens.introspect(Parameters.of(Map.of("token", token)), Optional.empty()));
        assertRefused(
                ErrorCode.INVALID_REQUEST, () -> provider.tokens.introspect(form("app", Map.of()), Optional.empty()));
    }

    @Test
    public void callsWhatIsNoGoodTokenInactiveWhateverTheHint() {
        TokenResponse response = provider.signInFor(OFFLINE);
        for (String hint : List.of("access_token", "refresh_token", "nonsense")) {
            for (String wrong : List.of("x", "a.b.c", response.idToken().orElseThrow(), "..", "=")) {
                assertEquals(
                        "{\"active\":false}",
                        provider.tokens.introspect(
                                form("app", Map.of("token", wrong, "token_type_hint", hint)), Optional.empty()));
            }
            assertTrue(provider.tokens
                    .introspect(
                            form("app", Map.of("token", response.accessToken(), "token_type_hint", hint)),
                            Optional.empty())
                    .startsWith("{\"active\":true"));
        }
        provider.clock.advance(Duration.ofHours(24));
        assertInactive("app", response.accessToken());
        provider.clock.advance(Duration.ofDays(30));
        assertInactive("app", response.refreshToken().orElseThrow());
    }

    @Test
    public void leavesOutScopesThatTheClientMayNotUseAnyMore() {
        String token = provider.signInFor("openid email").accessToken();
        provider.put(TestProvider.confidential("app", "allowedScopes", "openid"));
        assertEquals("openid", introspect("app", token).get("scope").getAsString());
        assertFalse(provider.tokens.userinfo(token).body().contains("email"));
    }

    @Test
    public void endsEverythingOfASignInWithAnyOfItsTokens() {
        for (String format : List.of("opaque", "jwt")) {
            provider.settings = TestProvider.settings("oauth2.accessTokenFormat", format);
            TokenResponse first = provider.signInFor(OFFLINE);
            revoke("app", first.refreshToken().orElseThrow());
            assertEnded(first);
            TokenResponse second = provider.signInFor(OFFLINE);
            TokenResponse another = provider.signInFor(OFFLINE);
            revoke("app", second.accessToken());
            assertEnded(second);
            assertTrue(introspect("app", another.accessToken()).get("active").getAsBoolean());
        }
    }

    @Test
    public void revokesByARefreshTokenThatHasHadASuccessor() {
        TokenResponse first = provider.signInFor(OFFLINE);
        String old = first.refreshToken().orElseThrow();
        TokenResponse next = provider.token(TestProvider.refresh(old));
        revoke("app", old);
        assertEnded(next);
    }

    @Test
    public void refusesToRevokeAnotherClientsToken() {
        TokenResponse response = provider.signInFor(OFFLINE);
        assertRefused(ErrorCode.INVALID_GRANT, () -> revoke("other", response.accessToken()));
        assertRefused(
                ErrorCode.INVALID_GRANT,
                () -> revoke("other", response.refreshToken().orElseThrow()));
        assertTrue(introspect("app", response.accessToken()).get("active").getAsBoolean());
    }

    @Test
    public void hasNothingAgainstRevokingWhatIsNotThere() {
        TokenResponse response = provider.signInFor(OFFLINE);
        revoke("app", "nonsense");
        revoke("app", response.idToken().orElseThrow());
        String token = response.refreshToken().orElseThrow();
        revoke("app", guess(token));
        assertTrue(introspect("app", token).get("active").getAsBoolean());
        revoke("app", token);
        revoke("app", token);
    }

    @Test
    public void letsAPublicClientRevokeByItsId() {
        provider.tokens.revoke(Parameters.of(Map.of("client_id", "desk", "token", "x")), Optional.empty());
        assertRefused(
                ErrorCode.INVALID_CLIENT,
                () -> provider.tokens.revoke(
                        Parameters.of(Map.of("client_id", "app", "token", "x")), Optional.empty()));
    }

    @Test
    public void endsTokensOfBothFormsWhenACodeComesTwice() {
        for (String format : List.of("opaque", "jwt")) {
            provider.settings = TestProvider.settings("oauth2.accessTokenFormat", format);
            String code = provider.code(TestProvider.request(OFFLINE));
            TokenResponse response = provider.token(TestProvider.redemption(code));
            assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.redemption(code)));
            assertEnded(response);
        }
    }

    @Test
    public void endsTheTokenThatCameWithACodeWhenTheCodeComesTwice() {
        for (String format : List.of("opaque", "jwt")) {
            provider.settings =
                    TestProvider.settings("oauth2.accessTokenFormat", format, "oauth2.responseTypes", "code, token");
            Map<String, String> request = TestProvider.request(OFFLINE);
            request.put("response_type", "code token");
            Parameters answer = provider.answer(request);
            String token = answer.require("access_token");
            TokenResponse response = provider.token(TestProvider.redemption(answer.require("code")));
            assertTrue(introspect("app", token).get("active").getAsBoolean());
            assertRefused(
                    ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.redemption(answer.require("code"))));
            assertInactive("app", token);
            assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(token));
            assertEnded(response);
        }
    }

    @Test
    public void endsTokensOfBothFormsWhenAnOldRefreshTokenComesBack() {
        for (String format : List.of("opaque", "jwt")) {
            provider.settings = TestProvider.settings("oauth2.accessTokenFormat", format);
            TokenResponse first = provider.signInFor(OFFLINE);
            String old = first.refreshToken().orElseThrow();
            TokenResponse second = provider.token(TestProvider.refresh(old));
            provider.clock.advance(Duration.ofMinutes(1));
            assertInactive("app", old);
            assertTrue(
                    "asking is no use",
                    introspect("app", second.accessToken()).get("active").getAsBoolean());
            assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.refresh(old)));
            assertEnded(first);
            assertEnded(second);
        }
    }

    /** A token that names the same grant and nothing else that is right. */
    private static String guess(String token) {
        return RefreshToken.first(RefreshToken.parse(token).orElseThrow().grantId())
                .text();
    }

    private void assertEnded(TokenResponse response) {
        assertInactive("app", response.accessToken());
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(response.accessToken()));
        String refreshToken = response.refreshToken().orElseThrow();
        assertInactive("app", refreshToken);
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.refresh(refreshToken)));
    }

    private void assertInactive(String client, String token) {
        assertEquals("{\"active\":false}", introspect(client, token).toString());
    }

    private JsonObject introspect(String client, String token) {
        return JsonParser.parseString(
                        provider.tokens.introspect(form(client, Map.of("token", token)), Optional.empty()))
                .getAsJsonObject();
    }

    private void revoke(String client, String token) {
        provider.tokens.revoke(form(client, Map.of("token", token)), Optional.empty());
    }

    private static Parameters form(String client, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of("client_id", client, "client_secret", TestProvider.SECRET));
        form.putAll(more);
        return Parameters.of(form);
    }
}
