package io.narthex.provider.internal.token;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.connector.Identity;
import io.narthex.protocol.Digests;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.StringPair;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.Client;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Test;

public class IssuedTokensTest {

    private static final String ALL = "openid email profile groups federated:id";

    private final TestProvider provider = new TestProvider();

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void signsTheClaimsInDexsOrder() {
        TokenResponse response = provider.signInFor(ALL);
        JsonObject claims = claims(response);
        assertEquals(
                List.of(
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "jti",
                        "nonce",
                        "auth_time",
                        "sid",
                        "at_hash",
                        "c_hash",
                        "email",
                        "email_verified",
                        "groups",
                        "name",
                        "preferred_username",
                        "federated_claims"),
                List.copyOf(claims.keySet()));
        assertEquals("\"app\"", claims.get("aud").toString());
        assertEquals(
                new StringPair("jane-1", "local").encoded(), claims.get("sub").getAsString());
        assertEquals(86_400, claims.get("exp").getAsLong() - claims.get("iat").getAsLong());
        assertEquals(
                Digests.leftHalf("RS256", response.accessToken()),
                claims.get("at_hash").getAsString());
        assertEquals(
                "{\"connector_id\":\"local\",\"user_id\":\"jane-1\"}",
                claims.get("federated_claims").toString());
    }

    @Test
    public void leavesOutWhatIsNotKnown() {
        provider.upstream.identity = Identity.of("jane-1");
        JsonObject claims = claims(provider.signInFor(ALL));
        for (String name : List.of("email", "groups", "name", "preferred_username")) {
            assertTrue(name, !claims.has(name));
        }
        assertEquals("false", claims.get("email_verified").toString());
    }

    @Test
    public void namesAllAudiencesAndWhoAskedForThem() {
        provider.put(TestProvider.confidential("other", "trustedPeers", "app"));
        JsonObject claims = claims(provider.signInFor("openid audience:server:client_id:other"));
        assertEquals("[\"other\",\"app\"]", claims.get("aud").toString());
        assertEquals("app", claims.get("azp").getAsString());
        JsonObject own = claims(provider.signInFor("openid audience:server:client_id:app"));
        assertEquals("\"app\"", own.get("aud").toString());
        assertTrue(!own.has("azp"));
    }

    @Test
    public void refusesACodeForAnAudienceThatTrustsTheClientNoMore() {
        Client peer = TestProvider.confidential("other");
        provider.put(TestProvider.confidential("other", "trustedPeers", "app"));
        String code = provider.code(TestProvider.request("openid audience:server:client_id:other"));
        provider.put(peer);
        assertRefused(ErrorCode.INVALID_SCOPE, () -> provider.token(TestProvider.redemption(code)));
    }

    @Test
    public void tellsUserinfoWhatTheScopesSay() {
        String email = provider.tokens
                .userinfo(provider.signInFor("openid email").accessToken())
                .body();
        assertEquals(
                List.of("sub", "email", "email_verified"),
                List.copyOf(JsonParser.parseString(email).getAsJsonObject().keySet()));
    }

    @Test
    public void refusesAccessTokensThatAreNotGood() {
        TokenResponse response = provider.signInFor("openid");
        for (String wrong : List.of("", "x", response.idToken().orElseThrow(), response.accessToken() + "A")) {
            assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(wrong));
        }
        provider.clients.remove("app");
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(response.accessToken()));
        provider.put(TestProvider.confidential("app"));
        provider.tokens.userinfo(response.accessToken());
        provider.clock.advance(Duration.ofHours(24));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(response.accessToken()));
    }

    @Test
    public void refusesAnAccessTokenForASmallerLifetimeThanTheIdToken() {
        provider.settings = TestProvider.settings("expiry.accessTokens", "5m");
        TokenResponse response = provider.signInFor("openid");
        assertEquals(Duration.ofMinutes(5), response.expiresIn());
        provider.clock.advance(Duration.ofMinutes(5));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(response.accessToken()));
    }

    @Test
    public void keepsAccessTokensSmallWhateverTheGroups() {
        provider.upstream.identity = Identity.of("jane-1")
                .withGroups(IntStream.range(0, 200).mapToObj(i -> "group-" + i).toList());
        assertTrue(provider.signInFor("openid groups").accessToken().length() < 300);
    }

    private JsonObject claims(TokenResponse response) {
        String payload = provider.keys.verify(response.idToken().orElseThrow()).orElseThrow();
        return JsonParser.parseString(payload).getAsJsonObject();
    }
}
