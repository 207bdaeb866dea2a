package io.narthex.provider.internal.authorization;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.protocol.Digests;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.Completed;
import io.narthex.provider.Completion;
import io.narthex.provider.Flow;
import io.narthex.provider.FlowEndedException;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.Parallel;
import io.narthex.provider.internal.TestProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Test;

public class AnswersTest {

    private final TestProvider provider = new TestProvider("oauth2.responseTypes", TestProvider.ALL_TYPES);

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void givesOutWhatWasAskedForAndNothingElse() {
        Map<String, Set<String>> expected = Map.of(
                "code", Set.of("code"),
                "id_token", Set.of("id_token"),
                "token id_token", Set.of("id_token", "access_token", "token_type", "expires_in", "scope"),
                "code id_token", Set.of("code", "id_token"),
                "code token", Set.of("code", "access_token", "token_type", "expires_in", "scope"),
                "code id_token token", Set.of("code", "id_token", "access_token", "token_type", "expires_in", "scope"));
        assertEquals(ResponseType.COMBINATIONS.size(), expected.size());
        expected.forEach((types, names) -> {
            Parameters answer = provider.answer(request(types, "openid profile offline_access"));
            Set<String> all = new java.util.HashSet<>(names);
            all.addAll(Set.of("iss", "state"));
            assertEquals(types, all, answer.names());
            assertEquals("s1", answer.require("state"));
            assertEquals(TestProvider.ISSUER, answer.require("iss"));
        });
    }

    @Test
    public void saysWhatAnAccessTokenIsGoodFor() {
        provider.settings = TestProvider.frontChannel("expiry.accessTokens", "5m");
        Parameters answer = provider.answer(request("id_token token", "openid profile offline_access"));
        assertEquals("Bearer", answer.require("token_type"));
        assertEquals("300", answer.require("expires_in"));
        assertEquals("without a code there is no refresh token", "openid profile", answer.require("scope"));
        assertEquals(
                "openid profile offline_access",
                provider.answer(request("code token", "openid profile offline_access"))
                        .require("scope"));
    }

    @Test
    public void takesResponseTypesInAnyOrder() {
        assertEquals(
                Set.of(ResponseType.CODE, ResponseType.TOKEN, ResponseType.ID_TOKEN),
                provider.signedIn(request("token  code id_token", "openid"))
                        .request()
                        .responseTypes());
    }

    @Test
    public void bindsTheIdTokenToAllThatComesWithIt() {
        for (String types : List.of("id_token", "id_token token", "code id_token", "code id_token token")) {
            Parameters answer = provider.answer(request(types, "openid email"));
            JsonObject claims = claims(answer.require("id_token"));
            assertHash(claims, "at_hash", answer.find("access_token").orElse(""));
            assertHash(claims, "c_hash", answer.find("code").orElse(""));
            assertHash(claims, "s_hash", "s1");
            assertEquals("n1", claims.get("nonce").getAsString());
            assertEquals("jane@example.com", claims.get("email").getAsString());
        }
        Map<String, String> stateless = request("id_token", "openid");
        stateless.remove("state");
        assertFalse(claims(provider.answer(stateless).require("id_token")).has("s_hash"));
    }

    @Test
    public void makesNoStateHashAtTheTokenEndpoint() {
        TokenResponse response = provider.token(TestProvider.redemption(provider.code(request("code", "openid"))));
        assertFalse(claims(response.idToken().orElseThrow()).has("s_hash"));
    }

    @Test
    public void givesOutAnAccessTokenThatIsGoodAtOnceAndAfterTheCodeIsRedeemed() {
        Parameters answer = provider.answer(request("code token", "openid offline_access"));
        String early = answer.require("access_token");
        provider.tokens.userinfo(early);
        TokenResponse response = provider.token(TestProvider.redemption(answer.require("code")));
        assertTrue(response.refreshToken().isPresent());
        provider.tokens.userinfo(early);
        provider.tokens.userinfo(response.accessToken());
        provider.tokens.userinfo(
                provider.answer(request("id_token token", "openid")).require("access_token"));
    }

    @Test
    public void keepsTheAccessTokenGoodWhereTheCodeIsNeverRedeemed() {
        provider.settings = TestProvider.frontChannel("expiry.authRequests", "10s");
        Parameters answer = provider.answer(request("code token", "openid offline_access"));
        provider.clock.advance(Duration.ofHours(1));
        provider.tokens.userinfo(answer.require("access_token"));
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(TestProvider.redemption(answer.require("code"))));
        provider.tokens.userinfo(answer.require("access_token"));
    }

    @Test
    public void keepsTheCodeGoodWhereTheAccessTokenIsSoonOver() {
        provider.settings = TestProvider.frontChannel("expiry.accessTokens", "5s", "expiry.authRequests", "1s");
        Parameters answer = provider.answer(request("code token", "openid"));
        provider.clock.advance(Duration.ofSeconds(30));
        provider.token(TestProvider.redemption(answer.require("code")));
    }

    @Test
    public void revokesTheAccessTokenOfTheFrontChannelTooOnASecondUseOfTheCode() {
        Parameters answer = provider.answer(request("code token", "openid offline_access"));
        Map<String, String> form = TestProvider.redemption(answer.require("code"));
        TokenResponse first = provider.token(form);
        assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form));
        for (String token : List.of(answer.require("access_token"), first.accessToken())) {
            assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(token));
        }
        assertRefused(
                ErrorCode.INVALID_GRANT,
                () -> provider.token(TestProvider.refresh(first.refreshToken().orElseThrow())));
    }

    @Test
    public void givesTokensToOneOfFiftyWhoRedeemAHybridCodeAtOnce() throws Exception {
        Map<String, String> form = TestProvider.redemption(
                provider.answer(request("code token", "openid")).require("code"));
        List<Object> outcomes = Parallel.outcomes(50, () -> provider.token(form));
        assertEquals(
                1, outcomes.stream().filter(TokenResponse.class::isInstance).count());
        assertEquals(
                49,
                outcomes.stream()
                        .filter(outcome ->
                                outcome instanceof OAuthException refusal && refusal.error() == ErrorCode.INVALID_GRANT)
                        .count());
    }

    @Test
    public void endsAFlowWithoutACodeOnlyOnce() throws Exception {
        Flow flow = provider.signedIn(request("id_token", "openid"));
        List<Object> outcomes = Parallel.outcomes(20, () -> complete(flow));
        assertEquals(1, outcomes.stream().filter(Completed.class::isInstance).count());
        assertThrows(FlowEndedException.class, () -> complete(flow));
    }

    @Test
    public void carriesTheAnswerOnTheWayThatTheClientWants() {
        assertEquals("?", mark(request("code", "openid"), "query"));
        assertEquals("#", mark(request("code", "openid"), "fragment"));
        assertEquals("#", mark(request("id_token", "openid"), ""));
        assertEquals("#", mark(request("code token", "openid"), "fragment"));
        for (String types : List.of("code", "id_token", "code token")) {
            Map<String, String> request = request(types, "openid");
            request.put("response_mode", "form_post");
            Completion.FormPost post =
                    (Completion.FormPost) complete(provider.signedIn(request)).answer();
            assertEquals(TestProvider.CALLBACK, post.address());
            assertEquals("s1", post.fields().get("state"));
            assertFalse(post.toString(), post.toString().contains("s1"));
        }
    }

    @Test
    public void looksAgainAtWhatTheClientMayHaveBeforeItAnswers() {
        Flow flow = provider.signedIn(request("id_token", "openid"));
        provider.put(TestProvider.confidential("app", "responseTypes", "code"));
        OAuthException refusal = assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> complete(flow));
        assertTrue(refusal.target().orElseThrow().address(refusal).startsWith(TestProvider.CALLBACK + "#error="));
        provider.put(TestProvider.confidential("app"));
        provider.settings = TestProvider.settings();
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> complete(flow));
        provider.settings = TestProvider.frontChannel();
        complete(flow);
    }

    @Test
    public void makesNoIdTokenForWhoTrustsTheClientNoMore() {
        provider.put(TestProvider.confidential("other", "trustedPeers", "app"));
        Flow flow = provider.signedIn(request("id_token", "openid audience:server:client_id:other"));
        provider.put(TestProvider.confidential("other"));
        assertRefused(ErrorCode.INVALID_SCOPE, () -> complete(flow));
    }

    private String mark(Map<String, String> request, String mode) {
        request.put("response_mode", mode);
        Completion.Redirect end =
                (Completion.Redirect) complete(provider.signedIn(request)).answer();
        return end.address().substring(TestProvider.CALLBACK.length()).substring(0, 1);
    }

    private static void assertHash(JsonObject claims, String name, String hashed) {
        assertEquals(
                name,
                hashed.isEmpty() ? "" : Digests.leftHalf("RS256", hashed),
                claims.has(name) ? claims.get(name).getAsString() : "");
    }

    private static Map<String, String> request(String types, String scope) {
        Map<String, String> request = TestProvider.request(scope);
        request.put("response_type", types);
        return request;
    }

    private JsonObject claims(String idToken) {
        return JsonParser.parseString(provider.keys.verify(idToken).orElseThrow())
                .getAsJsonObject();
    }

    private Completed complete(Flow flow) {
        return provider.signIn.complete(flow, Optional.empty());
    }
}
