package io.narthex.provider.internal.token;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.connector.SubjectToken;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.VouchesForToken;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.Parameters;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.FakeUpstream;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.ClientReader;
import io.narthex.settings.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class TokenExchangeGrantTest {

    private static final String ACCESS_TOKEN = TokenResponse.ACCESS_TOKEN_TYPE;
    private static final String ID_TOKEN = TokenResponse.ID_TOKEN_TYPE;
    private static final String GRANTS = GrantTypes.TOKEN_EXCHANGE + ", authorization_code, refresh_token";

    private final TestProvider provider = new TestProvider();

    @Before
    public void setUp() {
        provider.connectors.put("ci", new Vouching());
        provider.put(TestProvider.confidential("app", "grantTypes", GRANTS));
    }

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void exchangesATokenOfAnUpstreamForAnAccessToken() {
        for (String type : List.of(ID_TOKEN, ACCESS_TOKEN)) {
            TokenResponse response = provider.token(upstream("good " + type, type));
            assertEquals(Optional.of(ACCESS_TOKEN), response.issuedTokenType());
            assertEquals("Bearer", response.tokenType());
            assertEquals(Optional.empty(), response.refreshToken());
            assertEquals(Optional.empty(), response.idToken());
            JsonObject person = JsonParser.parseString(
                            provider.tokens.userinfo(response.accessToken()).body())
                    .getAsJsonObject();
            assertEquals("CgZqYW5lLTESAmNp", person.get("sub").getAsString());
            assertEquals("jane@example.com", person.get("email").getAsString());
        }
    }

    @Test
    public void exchangesItForAnIdTokenOfWhichNothingIsKept() {
        Map<String, String> form = upstream("good " + ID_TOKEN, ID_TOKEN);
        form.put("requested_token_type", ID_TOKEN);
        TokenResponse response = provider.token(form);
        assertEquals(Optional.of(ID_TOKEN), response.issuedTokenType());
        assertEquals("N_A", response.tokenType());
        JsonObject claims = JsonParser.parseString(
                        provider.keys.verify(response.accessToken()).orElseThrow())
                .getAsJsonObject();
        assertEquals("app", claims.get("aud").getAsString());
        assertEquals("jane@example.com", claims.get("email").getAsString());
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(response.accessToken()));
    }

    @Test
    public void refusesWhatTheConnectorDoesNotVouchFor() {
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(upstream("forged", ID_TOKEN)));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(upstream("good " + ID_TOKEN, ACCESS_TOKEN)));
        assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> provider.token(upstream("down", ID_TOKEN)));
    }

    @Test
    public void asksOnlyConnectorsThatCanAndThatTheClientMayUse() {
        Map<String, String> form = upstream("good " + ID_TOKEN, ID_TOKEN);
        for (String connector : List.of("local", "nowhere")) {
            form.put("connector_id", connector);
            assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(form));
        }
        provider.put(TestProvider.confidential("app", "grantTypes", GRANTS, "allowedConnectors", "local"));
        form.put("connector_id", "ci");
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(form));
        provider.put(TestProvider.confidential("app"));
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> provider.token(form));
    }

    @Test
    public void endsTheTokenWhenTheConnectorIsTakenFromTheClient() {
        String token = provider.token(upstream("good " + ID_TOKEN, ID_TOKEN)).accessToken();
        provider.put(TestProvider.confidential("app", "grantTypes", GRANTS, "allowedConnectors", "local"));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(token));
    }

    @Test
    public void refusesWhatItCannotDo() {
        for (Map<String, String> wrong : List.of(
                Map.of("actor_token", "x", "actor_token_type", ACCESS_TOKEN),
                Map.of("actor_token_type", ACCESS_TOKEN),
                Map.of("requested_token_type", "urn:ietf:params:oauth:token-type:refresh_token"),
                Map.of("subject_token_type", "urn:ietf:params:oauth:token-type:saml2"),
                Map.of("subject_token_type", ""),
                Map.of("subject_token", ""))) {
            Map<String, String> form = upstream("good " + ID_TOKEN, ID_TOKEN);
            form.putAll(wrong);
            assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(form));
        }
        Map<String, String> offline = upstream("good " + ID_TOKEN, ID_TOKEN);
        offline.put("scope", "openid offline_access");
        assertRefused(ErrorCode.INVALID_SCOPE, () -> provider.token(offline));
    }

    @Test
    public void isForTheAudiencesThatTrustTheClient() {
        Map<String, String> form = upstream("good " + ID_TOKEN, ID_TOKEN);
        form.put("audience", "other");
        assertRefused(ErrorCode.INVALID_TARGET, () -> provider.token(form));
        provider.put(TestProvider.confidential("other", "trustedPeers", "app"));
        JsonObject seen = introspect("other", provider.token(form).accessToken());
        assertTrue(seen.get("active").getAsBoolean());
        form.put("resource", "https://api.example");
        assertRefused(ErrorCode.INVALID_TARGET, () -> provider.token(form));
    }

    @Test
    public void givesAServiceATokenForTheNextOneInTheNameOfTheSamePerson() {
        String subject = tokenForTheService();
        Map<String, String> form = own("service", subject);
        form.put("audience", "backend");
        TokenResponse response = provider.token(form);
        JsonObject seen = introspect("backend", response.accessToken());
        assertEquals("service", seen.get("client_id").getAsString());
        assertEquals(
                introspect("app", subject).get("sub").getAsString(),
                seen.get("sub").getAsString());
        assertEquals(
                "email audience:server:client_id:backend", seen.get("scope").getAsString());
        assertFalse(
                "the first service",
                introspect("app", response.accessToken()).get("active").getAsBoolean());
    }

    @Test
    public void neverReachesFurtherThanTheTokenThatWasExchanged() {
        String subject = tokenForTheService();
        Map<String, String> form = own("service", subject);
        form.put("scope", "email groups");
        assertRefused(ErrorCode.INVALID_SCOPE, () -> provider.token(form));
        provider.clock.advance(Duration.ofHours(23));
        TokenResponse late = provider.token(own("service", subject));
        assertEquals(Duration.ofHours(1), late.expiresIn());
    }

    @Test
    public void endsWhenTheClientThatItStandsOnLosesTheConnector() {
        String exchanged = provider.token(own("service", tokenForTheService())).accessToken();
        assertTrue(introspect("service", exchanged).get("active").getAsBoolean());
        provider.clients.remove("app");
        assertFalse(introspect("service", exchanged).get("active").getAsBoolean());
    }

    @Test
    public void endsWithTheGrantThatItStandsOn() {
        for (String format : List.of("opaque", "jwt")) {
            provider.settings = TestProvider.settings("oauth2.accessTokenFormat", format);
            String subject = tokenForTheService();
            String first = provider.token(own("service", subject)).accessToken();
            String second = provider.token(own("service", first)).accessToken();
            assertTrue(introspect("service", second).get("active").getAsBoolean());
            revoke("service", first);
            assertFalse(introspect("service", second).get("active").getAsBoolean());
            assertTrue(
                    "not the other way",
                    introspect("app", subject).get("active").getAsBoolean());
            String third = provider.token(own("service", subject)).accessToken();
            revoke("app", subject);
            assertFalse(introspect("service", third).get("active").getAsBoolean());
        }
    }

    @Test
    public void refusesTokensThatAreNotForTheServiceOrNotGood() {
        String subject = tokenForTheService();
        provider.put(TestProvider.confidential("other", "grantTypes", GRANTS));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(own("other", subject)));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(own("service", "nonsense")));
        Map<String, String> asIdToken = own("service", subject);
        asIdToken.put("subject_token_type", ID_TOKEN);
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(asIdToken));
        Map<String, String> forIdToken = own("service", subject);
        forIdToken.put("requested_token_type", ID_TOKEN);
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(forIdToken));
        revoke("app", subject);
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(own("service", subject)));
    }

    @Test
    public void widensNothingForPublicClients() {
        provider.put(new ClientReader()
                .read("desk", Settings.of(Map.of("public", "true", "grantTypes", GRANTS, "trustedPeers", "app"))));
        provider.put(TestProvider.confidential("app", "grantTypes", GRANTS));
        String subject =
                provider.signInFor("openid audience:server:client_id:desk").accessToken();
        Map<String, String> form = own("desk", subject);
        form.remove("client_secret");
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> provider.token(form));
    }

    @Test
    public void isNotExchangedForEver() {
        String token = tokenForTheService();
        for (int i = 0; i < 4; i++) {
            token = provider.token(own("service", token)).accessToken();
        }
        String last = token;
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(own("service", last)));
    }

    /** A token of {@code app} for {@code service}, which may call {@code backend}. */
    private String tokenForTheService() {
        provider.put(TestProvider.confidential("app"));
        provider.put(TestProvider.confidential("backend", "trustedPeers", "service"));
        provider.put(TestProvider.confidential(
                "service",
                "grantTypes",
                GRANTS,
                "trustedPeers",
                "app",
                "allowedScopes",
                "email, groups, audience:server:client_id:backend"));
        return provider.signInFor("openid email audience:server:client_id:service")
                .accessToken();
    }

    private static Map<String, String> own(String client, String token) {
        return new HashMap<>(Map.of(
                "grant_type",
                GrantTypes.TOKEN_EXCHANGE,
                "client_id",
                client,
                "client_secret",
                TestProvider.SECRET,
                "subject_token",
                token,
                "subject_token_type",
                ACCESS_TOKEN));
    }

    private static Map<String, String> upstream(String token, String type) {
        Map<String, String> form = own("app", token);
        form.put("connector_id", "ci");
        form.put("subject_token_type", type);
        form.put("scope", "openid email");
        return form;
    }

    private JsonObject introspect(String client, String token) {
        return JsonParser.parseString(provider.tokens.introspect(state(client, token), Optional.empty()))
                .getAsJsonObject();
    }

    private void revoke(String client, String token) {
        provider.tokens.revoke(state(client, token), Optional.empty());
    }

    private static Parameters state(String client, String token) {
        return Parameters.of(Map.of("client_id", client, "client_secret", TestProvider.SECRET, "token", token));
    }

    /** Vouches for tokens that say which kind they are. */
    private static final class Vouching implements BrowserConnector, VouchesForToken {

        @Override
        public Identity vouch(SubjectToken token, Scopes scopes) {
            if (token.text().equals("down")) {
                throw new UpstreamUnavailableException("fake: down");
            }
            String kind = token.kind() == SubjectToken.Kind.ID_TOKEN ? ID_TOKEN : ACCESS_TOKEN;
            if (!token.text().equals("good " + kind)) {
                throw SignInRefusedException.invalidAnswer("fake: forged");
            }
            return FakeUpstream.JANE;
        }

        @Override
        public Departure begin(SignInRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Identity complete(Arrival arrival) {
            throw new UnsupportedOperationException();
        }
    }
}
