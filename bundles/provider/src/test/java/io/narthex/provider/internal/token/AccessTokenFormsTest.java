package io.narthex.provider.internal.token;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.Parameters;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.UserinfoResponse;
import io.narthex.provider.internal.TestProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Test;

/** JWT access tokens (RFC 9068), resource indicators (RFC 8707) and signed userinfo. */
public class AccessTokenFormsTest {

    private static final String API = "https://api.example/v1";
    private static final String MAIL = "https://mail.example";

    private final TestProvider provider = new TestProvider();

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void signsAccessTokensForWhoChecksThemAlone() {
        provider.put(TestProvider.confidential("app", "accessTokenFormat", "jwt"));
        String token = provider.signInFor("openid groups").accessToken();
        JsonObject header = part(token, 0);
        assertEquals("at+jwt", header.get("typ").getAsString());
        JsonObject claims = claims(token);
        assertEquals(
                List.of("iss", "sub", "aud", "exp", "iat", "jti", "client_id", "scope", "auth_time", "groups"),
                List.copyOf(claims.keySet()));
        assertEquals(TestProvider.ISSUER, claims.get("aud").getAsString());
        assertEquals("app", claims.get("client_id").getAsString());
        assertEquals("openid groups", claims.get("scope").getAsString());
        assertFalse(claims(provider.signInFor("openid").accessToken()).has("groups"));
        assertTrue(provider.tokens.userinfo(token).body().contains("staff"));
    }

    @Test
    public void takesNoOtherJwtForAnAccessToken() {
        provider.settings = TestProvider.settings("oauth2.accessTokenFormat", "jwt");
        TokenResponse response = provider.signInFor("openid");
        JsonObject claims = claims(response.accessToken());
        String untyped = provider.keys.sign(SigningAlgorithm.RS256, claims.toString());
        String otherType = provider.keys.sign(SigningAlgorithm.RS256, "logout+jwt", claims.toString());
        claims.addProperty("iss", "https://id.example");
        String otherIssuer = provider.keys.sign(SigningAlgorithm.RS256, "at+jwt", claims.toString());
        for (String wrong : List.of(response.idToken().orElseThrow(), untyped, otherType, otherIssuer)) {
            assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(wrong));
        }
        for (String odd : List.of("{}", "[]", "null", "{\"jti\":1,\"iss\":\"" + TestProvider.ISSUER + "\"}", "x")) {
            String signed = provider.keys.sign(SigningAlgorithm.RS256, "at+jwt", odd);
            assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(signed));
        }
        provider.tokens.userinfo(response.accessToken());
        provider.clock.advance(Duration.ofHours(24));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(response.accessToken()));
    }

    @Test
    public void takesAnAccessTokenForNoIdToken() {
        provider.settings = TestProvider.settings("oauth2.accessTokenFormat", "jwt");
        String token = provider.signInFor("openid").accessToken();
        assertEquals(Optional.empty(), provider.keys.verify(token));
    }

    @Test
    public void keepsSigningKeysAsLongAsAnyTokenLives() {
        Duration lifetime = TestProvider.settings("expiry.idTokens", "1h", "expiry.accessTokens", "48h")
                .keyPolicy(Set.of())
                .tokenLifetime();
        assertEquals(Duration.ofDays(2), lifetime);
    }

    @Test
    public void isForTheResourceServersThatWereNamed() {
        resources(API, MAIL);
        for (String format : List.of("opaque", "jwt")) {
            provider.settings = TestProvider.settings("oauth2.accessTokenFormat", format);
            String token = redeem("openid", "&resource=" + API + "&resource=" + MAIL, "")
                    .accessToken();
            assertEquals(
                    "[\"" + API + "\",\"" + MAIL + "\",\"" + TestProvider.ISSUER + "\"]",
                    introspect("app", token).get("aud").toString());
            String narrow = redeem("openid", "&resource=" + API + "&resource=" + MAIL, "&resource=" + MAIL)
                    .accessToken();
            assertEquals(
                    "[\"" + MAIL + "\",\"" + TestProvider.ISSUER + "\"]",
                    introspect("app", narrow).get("aud").toString());
        }
    }

    @Test
    public void tellsAResourceServerOfTokensThatNameIt() {
        resources(API);
        provider.put(TestProvider.confidential(API));
        provider.put(TestProvider.confidential(MAIL));
        String token = redeem("openid", "&resource=" + API, "").accessToken();
        assertTrue(introspect(API, token).get("active").getAsBoolean());
        assertFalse(introspect(MAIL, token).get("active").getAsBoolean());
    }

    @Test
    public void refusesResourcesThatWereNotGranted() {
        resources(API);
        for (String wrong : List.of(MAIL, API + "/", "api", API + "%23x", "https://API.example/v1")) {
            assertRefused(ErrorCode.INVALID_TARGET, () -> redeem("openid", "&resource=" + wrong, ""));
        }
        assertRefused(ErrorCode.INVALID_TARGET, () -> redeem("openid", "", "&resource=" + API));
        assertRefused(ErrorCode.INVALID_TARGET, () -> redeem("openid", "&resource=" + API, "&resource=" + MAIL));
    }

    @Test
    public void narrowsResourcesAtARefreshAndForgetsThoseTakenAway() {
        resources(API, MAIL);
        String first = redeem("openid offline_access", "&resource=" + API + "&resource=" + MAIL, "")
                .refreshToken()
                .orElseThrow();
        Map<String, String> refresh = TestProvider.refresh(first);
        refresh.put("resource", API);
        TokenResponse second = provider.token(refresh);
        assertTrue(introspect("app", second.accessToken()).get("aud").toString().contains(API));
        assertFalse(
                introspect("app", second.accessToken()).get("aud").toString().contains(MAIL));
        resources(MAIL);
        assertFalse(introspect("app", second.accessToken()).get("active").getAsBoolean());
        Map<String, String> again = TestProvider.refresh(second.refreshToken().orElseThrow());
        assertRefused(ErrorCode.INVALID_TARGET, () -> provider.token(again));
        again.put("resource", MAIL);
        provider.token(again);
    }

    @Test
    public void beginsAnewWithTheSameResources() {
        resources(API, MAIL);
        Parameters request = request("openid", "&resource=" + API + "&resource=" + MAIL);
        assertEquals(
                List.of(API, MAIL),
                provider.signIn
                        .restart(provider.signIn.begin(request))
                        .request()
                        .resources());
    }

    @Test
    public void signsUserinfoForWhoWantsItSigned() {
        provider.put(TestProvider.confidential("app", "userinfoSigningAlgorithm", "RS256"));
        UserinfoResponse answer =
                provider.tokens.userinfo(provider.signInFor("openid email").accessToken());
        assertTrue(answer.isSigned());
        JsonObject claims = JsonParser.parseString(
                        provider.keys.verify("JWT", answer.body()).orElseThrow())
                .getAsJsonObject();
        assertEquals(List.of("sub", "email", "email_verified", "iss", "aud"), List.copyOf(claims.keySet()));
        assertEquals(TestProvider.ISSUER, claims.get("iss").getAsString());
        assertEquals("app", claims.get("aud").getAsString());
        assertEquals("is no ID token", Optional.empty(), provider.keys.verify(answer.body()));
    }

    private void resources(String... allowed) {
        provider.put(TestProvider.confidential("app", "resources", String.join(", ", allowed)));
    }

    private TokenResponse redeem(String scope, String atTheAuthorizationEndpoint, String atTheTokenEndpoint) {
        String code = provider.code(request(scope, atTheAuthorizationEndpoint));
        Parameters form = Parameters.of(TestProvider.redemption(code)).and(more(atTheTokenEndpoint));
        return provider.tokens.token(form, Optional.empty());
    }

    private static Parameters request(String scope, String more) {
        return Parameters.of(TestProvider.request(scope)).and(more(more));
    }

    private static Parameters more(String encoded) {
        return Parameters.parse(encoded);
    }

    private JsonObject introspect(String client, String token) {
        Map<String, String> form = Map.of("client_id", client, "client_secret", TestProvider.SECRET, "token", token);
        return JsonParser.parseString(provider.tokens.introspect(Parameters.of(form), Optional.empty()))
                .getAsJsonObject();
    }

    private JsonObject claims(String token) {
        return JsonParser.parseString(provider.keys.verify("at+jwt", token).orElseThrow())
                .getAsJsonObject();
    }

    private static JsonObject part(String token, int index) {
        byte[] decoded = Base64.getUrlDecoder().decode(token.split("\\.", -1)[index]);
        return JsonParser.parseString(new String(decoded, StandardCharsets.UTF_8))
                .getAsJsonObject();
    }
}
