package io.narthex.provider.internal.registration;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static io.narthex.provider.internal.registration.RegistrationFixture.CALLBACK;
import static io.narthex.provider.internal.registration.RegistrationFixture.INITIAL;
import static io.narthex.provider.internal.registration.RegistrationFixture.json;
import static io.narthex.provider.internal.registration.RegistrationFixture.register;
import static io.narthex.provider.internal.registration.RegistrationFixture.text;
import static io.narthex.provider.internal.registration.RegistrationFixture.token;
import static io.narthex.provider.internal.registration.RegistrationFixture.with;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.protocol.ErrorCode;
import io.narthex.provider.Flow;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.Origin;
import io.narthex.storage.RecordKey;
import io.narthex.storage.StoredRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class ClientRegistrationTest {

    /** What the tests of the token endpoint do. */
    private static final String POST = "'token_endpoint_auth_method': 'client_secret_post'";

    private static final String[] ON = {
        "registration.enabled", "true", "registration.initialAccessToken", INITIAL, "registration.maximum", "3"
    };

    private final TestProvider provider = new TestProvider(ON);

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void letsAClientRegisterSignInChangeItselfAndGo() {
        JsonObject answer = register(
                provider.registration, with(POST + ", 'grant_types': ['authorization_code', 'refresh_token']"));
        String id = text(answer, "client_id");
        TokenResponse tokens = signIn(answer, CALLBACK);
        Map<String, String> refresh = asClient(
                answer,
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.refreshToken().orElseThrow()));
        TokenResponse refreshed = provider.token(refresh);
        provider.tokens.userinfo(refreshed.accessToken());

        String changed =
                json("{'client_id': '" + id + "', 'redirect_uris': ['https://app.example/other'], " + POST + "}");
        provider.registration.update(id, token(answer), changed);
        signIn(answer, "https://app.example/other");
        assertRefused(ErrorCode.INVALID_REQUEST, () -> signIn(answer, CALLBACK));

        provider.registration.delete(id, token(answer));
        assertEquals(Optional.empty(), provider.access.clients().find(id));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(refreshed.accessToken()));
        assertRefused(ErrorCode.INVALID_CLIENT, () -> provider.token(refresh));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.registration.read(id, token(answer)));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.registration.delete(id, token(answer)));
        assertTrue(provider.store.list("grant", Optional.empty(), 10).records().stream()
                .noneMatch(record -> record.body().contains("IN_FORCE")));
    }

    @Test
    public void answersWithAllThatIsRegistered() {
        JsonObject answer = register(provider.registration, with("'client_name': 'App', 'unknown': {'a': 1}"));
        assertEquals(
                "https://id.example/dex/register/" + text(answer, "client_id"),
                text(answer, "registration_client_uri"));
        assertEquals("0", text(answer, "client_secret_expires_at"));
        assertEquals(
                provider.clock.instant().getEpochSecond(),
                answer.get("client_id_issued_at").getAsLong());
        assertEquals("[\"authorization_code\"]", answer.get("grant_types").toString());
        assertEquals("[\"code\"]", answer.get("response_types").toString());
        assertEquals("client_secret_basic", text(answer, "token_endpoint_auth_method"));
        assertEquals("RS256", text(answer, "id_token_signed_response_alg"));
        assertEquals("public", text(answer, "subject_type"));
        assertEquals("web", text(answer, "application_type"));
        assertEquals("App", text(answer, "client_name"));
        assertFalse(answer.has("unknown"));

        JsonObject read = JsonParser.parseString(provider.registration.read(text(answer, "client_id"), token(answer)))
                .getAsJsonObject();
        answer.remove("client_secret");
        assertEquals(answer, read);

        JsonObject byKey = register(
                provider.registration,
                with("'token_endpoint_auth_method': 'private_key_jwt', 'jwks_uri': 'https://app.example/jwks'"));
        assertEquals("https://app.example/jwks", text(byKey, "jwks_uri"));
        assertFalse(byKey.has("client_secret"));
    }

    @Test
    public void keepsNoSecretInTheStore() {
        JsonObject basic = register(provider.registration, with(""));
        JsonObject signing = register(provider.registration, with("'token_endpoint_auth_method': 'client_secret_jwt'"));
        for (StoredRecord record :
                provider.store.list("client", Optional.empty(), 10).records()) {
            for (JsonObject answer : List.of(basic, signing)) {
                assertFalse(record.body().contains(text(answer, "client_secret")));
                assertFalse(record.body().contains(text(answer, "registration_access_token")));
            }
        }
        assertEquals(Optional.empty(), client(basic).secret().orElseThrow().text());
        assertEquals(
                Optional.of(text(signing, "client_secret")),
                provider.another(ON)
                        .access
                        .clients()
                        .find(text(signing, "client_id"))
                        .flatMap(Client::secret)
                        .orElseThrow()
                        .text());
    }

    @Test
    public void demandsTheInitialAccessTokenUnlessOpen() {
        for (Optional<String> token : List.of(Optional.<String>empty(), Optional.of("x"), Optional.of(INITIAL + "x"))) {
            assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.registration.register(token, with("")));
            assertTrue(provider.registration.isStranger(token));
        }
        assertFalse(provider.registration.isStranger(Optional.of(INITIAL)));
        provider.settings = TestProvider.settings(open());
        provider.registration.register(Optional.empty(), with(""));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.registration.register(Optional.of("x"), with("")));
    }

    @Test
    public void takesNoMoreClientsThanItMay() {
        for (int i = 0; i < 3; i++) {
            register(provider.registration, with(""));
        }
        assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> register(provider.registration, with("")));
    }

    @Test
    public void takesAnotherAtOnceForOneThatWentAndSoonForOneThatWentElsewhere() {
        JsonObject first = register(provider.registration, with(""));
        JsonObject second = register(provider.registration, with(""));
        register(provider.registration, with(""));
        provider.registration.delete(text(first, "client_id"), token(first));
        register(provider.registration, with(""));
        provider.store.remove(new RecordKey(ClientRecords.KIND, text(second, "client_id")));
        provider.clock.advance(Duration.ofMinutes(1));
        register(provider.registration, with(""));
        assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> register(provider.registration, with("")));
    }

    @Test
    public void forgetsStrangersThatNobodyUses() {
        provider.settings = TestProvider.settings(open());
        String grants = with(POST + ", 'grant_types': ['authorization_code', 'refresh_token']");
        JsonObject used = JsonParser.parseString(provider.registration.register(Optional.empty(), grants))
                .getAsJsonObject();
        JsonObject unused = JsonParser.parseString(provider.registration.register(Optional.empty(), grants))
                .getAsJsonObject();
        JsonObject invited = register(provider.registration, grants);
        provider.clock.advance(Duration.ofDays(20));
        signIn(used, CALLBACK);
        provider.clock.advance(Duration.ofDays(20));
        assertEquals(Optional.empty(), provider.access.clients().find(text(unused, "client_id")));
        assertRefused(
                ErrorCode.INVALID_TOKEN, () -> provider.registration.read(text(unused, "client_id"), token(unused)));
        signIn(used, CALLBACK);
        signIn(invited, CALLBACK);
    }

    @Test
    public void letsOnlyTheClientItselfSeeAndChangeWhatIsRegistered() {
        JsonObject one = register(provider.registration, with(""));
        JsonObject other = register(provider.registration, with(""));
        String id = text(one, "client_id");
        for (Optional<String> token : List.of(
                Optional.<String>empty(),
                token(other),
                Optional.of(INITIAL),
                Optional.of(text(one, "client_secret")))) {
            assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.registration.read(id, token));
            assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.registration.update(id, token, with("")));
            assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.registration.delete(id, token));
        }
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.registration.read("app", token(one)));
        assertTrue(provider.access.clients().find(id).isPresent());
    }

    @Test
    public void holdsAnUpdateToItsForm() {
        JsonObject answer = register(provider.registration, with(""));
        String id = text(answer, "client_id");
        for (String wrong : List.of(
                "'client_id': 'other'",
                "'client_id': 7",
                "'a': 1",
                "'client_id': '" + id + "', 'client_secret': 'guess'",
                "'client_id': '" + id + "', 'registration_access_token': 'x'",
                "'client_id': '" + id + "', 'client_id_issued_at': 0")) {
            assertRefused(
                    ErrorCode.INVALID_CLIENT_METADATA,
                    () -> provider.registration.update(id, token(answer), with(wrong)));
        }
        String secret = text(answer, "client_secret");
        String same = with("'client_id': '" + id + "', 'client_secret': '" + secret + "'");
        assertFalse(provider.registration.update(id, token(answer), same).contains("client_secret\":"));
        assertTrue(client(answer).secret().orElseThrow().matches(secret));
    }

    @Test
    public void givesAnotherSecretOnlyWhereTheOldOneWillNotDo() {
        JsonObject answer = register(provider.registration, with(""));
        String id = text(answer, "client_id");
        JsonObject signing = updated(answer, "'token_endpoint_auth_method': 'client_secret_jwt'");
        assertNotEquals(text(answer, "client_secret"), text(signing, "client_secret"));
        assertFalse(updated(answer, "'token_endpoint_auth_method': 'client_secret_post'")
                .has("client_secret"));
        JsonObject isPublic = updated(answer, "'token_endpoint_auth_method': 'none'");
        assertFalse(isPublic.has("client_secret_expires_at"));
        assertEquals(Optional.empty(), client(answer).secret());
        assertTrue(updated(answer, "'token_endpoint_auth_method': 'client_secret_basic'")
                .has("client_secret"));
        assertTrue(provider.registration.read(id, token(answer)).contains(text(answer, "registration_access_token")));
    }

    @Test
    public void asksPeopleAboutStrangersInAnyCaseAndSaysWhereTheAnswerGoes() {
        provider.settings = TestProvider.settings(
                "registration.enabled", "true",
                "registration.open", "true",
                "registration.initialAccessToken", INITIAL,
                "oauth2.skipApprovalScreen", "true");
        String metadata = with("'client_name': 'Your Bank'");
        JsonObject stranger = JsonParser.parseString(provider.registration.register(Optional.empty(), metadata))
                .getAsJsonObject();
        Flow flow = provider.signedIn(request(stranger, CALLBACK, "openid"));
        assertTrue(provider.signIn.needsApproval(flow));
        assertEquals(Optional.of("app.example"), provider.signIn.question(flow).destination());

        Flow invited = provider.signedIn(request(register(provider.registration, metadata), CALLBACK, "openid"));
        assertFalse(provider.signIn.needsApproval(invited));
        assertEquals(
                Optional.of("app.example"), provider.signIn.question(invited).destination());
        Flow configured = provider.signedIn(TestProvider.request("openid"));
        assertEquals(Optional.empty(), provider.signIn.question(configured).destination());
    }

    @Test
    public void letsAClientWithoutResponseTypesAskForNone() {
        provider.settings = TestProvider.settings(
                "registration.enabled",
                "true",
                "registration.initialAccessToken",
                INITIAL,
                "oauth2.responseTypes",
                TestProvider.ALL_TYPES);
        JsonObject device = register(
                provider.registration,
                json("{'grant_types': ['urn:ietf:params:oauth:grant-type:device_code'],"
                        + " 'token_endpoint_auth_method': 'none'}"));
        for (String types : List.of("code", "id_token", "id_token token", "code id_token")) {
            Map<String, String> request = request(device, "http://127.0.0.1:1234/cb", "openid");
            request.put("response_type", types);
            assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> provider.signedIn(request));
        }
    }

    @Test
    public void goesNoFurtherThanTheOperatorLetsSuchClients() {
        provider.settings = TestProvider.settings(
                "registration.enabled", "true",
                "registration.initialAccessToken", INITIAL,
                "registration.allowedConnectors", "local",
                "registration.resources", "https://api.example");
        JsonObject answer = register(provider.registration, with(""));
        Client client = client(answer);
        assertEquals(List.of("local"), client.may().connectors());
        assertEquals(List.of("https://api.example"), client.may().resources());
        assertEquals(List.of(), client.trustedPeers());
        assertEquals(Origin.INVITED, client.origin());
        assertRefused(
                ErrorCode.INVALID_SCOPE,
                () -> provider.signedIn(request(answer, CALLBACK, "openid audience:server:client_id:app")));
        provider.settings = TestProvider.settings(ON);
        assertEquals(List.of(), client(answer).may().resources());
    }

    private JsonObject updated(JsonObject answer, String more) {
        String id = text(answer, "client_id");
        String metadata = with("'client_id': '" + id + "', " + more);
        return JsonParser.parseString(provider.registration.update(id, token(answer), metadata))
                .getAsJsonObject();
    }

    private Client client(JsonObject answer) {
        return provider.access.clients().find(text(answer, "client_id")).orElseThrow();
    }

    private static String[] open() {
        return new String[] {
            "registration.enabled", "true", "registration.open", "true", "registration.initialAccessToken", INITIAL
        };
    }

    private static Map<String, String> request(JsonObject answer, String redirectUri, String scope) {
        Map<String, String> request = TestProvider.request(scope);
        request.put("client_id", text(answer, "client_id"));
        request.put("redirect_uri", redirectUri);
        return request;
    }

    private TokenResponse signIn(JsonObject answer, String redirectUri) {
        String code = provider.code(request(answer, redirectUri, "openid offline_access"));
        return provider.token(asClient(
                answer, Map.of("grant_type", "authorization_code", "redirect_uri", redirectUri, "code", code)));
    }

    private static Map<String, String> asClient(JsonObject answer, Map<String, String> form) {
        Map<String, String> all = new HashMap<>(form);
        all.put("client_id", text(answer, "client_id"));
        all.put("client_secret", text(answer, "client_secret"));
        return all;
    }
}
