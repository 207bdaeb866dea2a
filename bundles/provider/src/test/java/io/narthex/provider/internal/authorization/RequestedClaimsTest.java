package io.narthex.provider.internal.authorization;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.Scopes;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.StringPair;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ClaimsRequest;
import io.narthex.provider.Flow;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.FakeUpstream;
import io.narthex.provider.internal.TestProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.After;
import org.junit.Test;

/** OpenID Connect Core 1.0, section 5.5. */
public class RequestedClaimsTest {

    private final TestProvider provider = new TestProvider();
    private final Map<String, String> request = TestProvider.request("openid");

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void putsSingleClaimsWhereTheyAreWanted() {
        TokenResponse response =
                tokens("{'id_token':{'email':null,'groups':{'essential':true}},'userinfo':{'name':{'value':'Joe'}}}");
        JsonObject idToken = idToken(response);
        assertEquals("jane@example.com", idToken.get("email").getAsString());
        assertEquals("[\"staff\",\"admins\"]", idToken.get("groups").toString());
        assertTrue(!idToken.has("email_verified") && !idToken.has("name"));
        assertEquals(
                Map.of("sub", idToken.get("sub").getAsString(), "name", "Jane Doe"),
                flat(provider.tokens.userinfo(response.accessToken()).body()));
    }

    @Test
    public void addsThemToWhatTheScopesStandFor() {
        request.put("scope", "openid email offline_access");
        TokenResponse response = tokens("{'id_token':{'preferred_username':null,'federated_claims':null}}");
        assertAll(response, "email", "email_verified", "preferred_username", "federated_claims");
        TokenResponse again =
                provider.token(TestProvider.refresh(response.refreshToken().orElseThrow()));
        assertAll(again, "email", "email_verified", "preferred_username", "federated_claims");
    }

    @Test
    public void passesOverWhatNobodyKnows() {
        ClaimsRequest found = claims("{'id_token':{'phone_number':{'essential':true},'auth_time':{'essential':true},"
                + "'acr':null,'email':{'purpose':'fun','values':[1,{}]}},'userinfo':null,'verified_claims':[[[]]]}");
        assertEquals(new ClaimsRequest(Set.of("email"), Set.of()), found);
        assertTrue(
                idToken(tokens("{'id_token':{'auth_time':{'essential':true}}}")).has("auth_time"));
    }

    @Test
    public void refusesWhatIsMalformed() {
        for (String wrong : List.of(
                "x",
                "[]",
                "null",
                "{",
                "{} {}",
                "{'id_token':[]}",
                "{'id_token':{'email':true}}",
                "{'id_token':{'email':{'essential':'yes'}}}",
                "{'id_token':{'email':{'values':'x'}}}",
                "{'id_token':{'email':null,'email':null}}",
                "{'id_token':{},'id_token':{}}",
                "{'id_token':{'sub':{'value':7}}}",
                "{'id_token':{'sub':{'values':['a','b']}}}",
                "{'id_token':{'sub':{'value':'a'}},'userinfo':{'sub':{'value':'b'}}}")) {
            refused(ErrorCode.INVALID_REQUEST, wrong.replace('\'', '"'));
        }
        refused(
                ErrorCode.INVALID_REQUEST,
                "{'id_token':{}}"); // JSON has no single quotes, whatever lenient readers take
    }

    @Test
    public void isNotTroubledByDepthAndNumber() {
        refused(ErrorCode.INVALID_REQUEST, "[".repeat(8_000));
        refused(ErrorCode.INVALID_REQUEST, "{\"a\":".repeat(1_000));
        refused(ErrorCode.INVALID_REQUEST, "{\"x\":1" + " ".repeat(8_192) + "}");
        StringBuilder many = new StringBuilder("{\"id_token\":{");
        for (int i = 0; i < 65; i++) {
            many.append(i == 0 ? "" : ",").append("\"c").append(i).append("\":null");
        }
        refused(ErrorCode.INVALID_REQUEST, many.append("}}").toString());
    }

    @Test
    public void failsWhereAnEssentialAcrCanNotBeMet() {
        for (String wanted : List.of("'value':'loa2'", "'values':['loa2','loa3']")) {
            refused(
                    ErrorCode.UNMET_AUTHENTICATION_REQUIREMENTS,
                    ("{'id_token':{'acr':{'essential':true," + wanted + "}}}").replace('\'', '"'));
            tokens("{'id_token':{'acr':{" + wanted + "}}}");
        }
        request.put("acr_values", "loa2 loa3");
        assertTrue(!idToken(tokens("{'id_token':{'acr':{'essential':true}}}")).has("acr"));
    }

    @Test
    public void namesTheOnlyPersonThatIsWanted() {
        String jane = new StringPair("jane-1", "local").encoded();
        request.put("claims", "{\"id_token\":{\"sub\":{\"value\":\"" + jane + "\"}}}");
        assertEquals(Optional.of(jane), begin().interaction().subject());
        request.put("claims", "{\"userinfo\":{\"sub\":{\"values\":[\"" + jane + "\"]}}}");
        assertEquals(Optional.of(jane), begin().interaction().subject());
    }

    @Test
    public void tellsNothingThatTheClientMayNotAskFor() {
        provider.put(TestProvider.confidential("app", "allowedScopes", "openid, profile"));
        assertEquals(
                new ClaimsRequest(Set.of("name"), Set.of()),
                claims("{'id_token':{'email':null,'name':null},'userinfo':{'groups':null}}"));
        provider.put(TestProvider.confidential("app"));
        TokenResponse response = tokens("{'id_token':{'email':null},'userinfo':{'email':null}}");
        assertEquals(
                2, flat(provider.tokens.userinfo(response.accessToken()).body()).size());
        provider.put(TestProvider.confidential("app", "allowedScopes", "openid, profile"));
        assertEquals(
                1, flat(provider.tokens.userinfo(response.accessToken()).body()).size());
    }

    @Test
    public void asksThePersonForSingleClaimsAsForTheirScopes() {
        request.put("claims", "{\"id_token\":{\"email\":null},\"userinfo\":{\"groups\":null,\"email\":null}}");
        Flow flow = provider.signedIn(request);
        assertEquals(
                List.of("openid", "email", "groups"),
                provider.signIn.question(flow).scopes());
    }

    @Test
    public void asksTheConnectorForGroupsThatAreWantedAsASingleClaim() {
        List<Scopes> asked = new ArrayList<>();
        provider.connectors.put("noting", new Noting(asked));
        provider.signIn.checkPassword(
                provider.signIn.begin(Parameters.of(request)), "noting", TestProvider.typed("jane", "x"));
        request.put("claims", "{\"userinfo\":{\"groups\":null}}");
        provider.signIn.checkPassword(
                provider.signIn.begin(Parameters.of(request)), "noting", TestProvider.typed("jane", "x"));
        assertTrue(asked.get(1).groups());
    }

    @Test
    public void beginsAnewWithTheSameClaims() {
        request.put("ui_locales", "de en");
        request.put(
                "claims", "{\"id_token\":{\"email\":null,\"sub\":{\"value\":\"s\"}},\"userinfo\":{\"groups\":null}}");
        Flow flow = provider.signIn.begin(Parameters.of(request));
        assertEquals(flow.request(), provider.signIn.restart(flow).request());
    }

    @Test
    public void takesHintsAsFarAsTheyAreOfUse() {
        request.put("ui_locales", "de-AT en d\u00e9 x" + " fr".repeat(20) + " a b c d e f g h i");
        request.put("login_hint", "j".repeat(1_025));
        request.put("acr_values", "1 2 " + "x".repeat(200));
        request.put("display", "hologram");
        request.put("claims_locales", "de");
        request.put("whatever", "x");
        AuthorizationRequest found = begin();
        assertEquals(
                List.of("de-AT", "en", "x", "fr", "a", "b", "c", "d"),
                found.interaction().uiLocales());
        assertEquals(Optional.empty(), found.interaction().loginHint());
    }

    private void refused(ErrorCode error, String claims) {
        request.put("claims", claims);
        String description = assertRefused(error, this::begin).description();
        assertTrue(description, description.startsWith("claims: "));
        request.remove("claims");
    }

    private AuthorizationRequest begin() {
        return provider.signIn.begin(Parameters.of(request)).request();
    }

    private ClaimsRequest claims(String json) {
        request.put("claims", json.replace('\'', '"'));
        return begin().claims();
    }

    private TokenResponse tokens(String claims) {
        request.put("claims", claims.replace('\'', '"'));
        return provider.token(TestProvider.redemption(provider.code(request)));
    }

    private JsonObject idToken(TokenResponse response) {
        return JsonParser.parseString(
                        provider.keys.verify(response.idToken().orElseThrow()).orElseThrow())
                .getAsJsonObject();
    }

    private void assertAll(TokenResponse response, String... names) {
        JsonObject claims = idToken(response);
        for (String name : names) {
            assertTrue(name, claims.has(name));
        }
    }

    private static Map<String, String> flat(String json) {
        return JsonParser.parseString(json).getAsJsonObject().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().getAsString()));
    }

    /** Notes what it is asked for. */
    private record Noting(List<Scopes> asked) implements PasswordConnector {
        @Override
        public Optional<Identity> signIn(String username, String password, Scopes scopes) {
            asked.add(scopes);
            return Optional.of(FakeUpstream.JANE);
        }
    }
}
