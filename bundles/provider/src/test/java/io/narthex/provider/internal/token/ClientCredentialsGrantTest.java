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
import io.narthex.provider.internal.client.ClientReader;
import io.narthex.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ClientCredentialsGrantTest {

    private static final String API = "https://api.example";

    private final TestProvider provider = new TestProvider();

    @Before
    public void setUp() {
        provider.put(TestProvider.confidential("app", "grantTypes", "client_credentials", "resources", API));
    }

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void givesAClientATokenOfItsOwn() {
        TokenResponse response = provider.token(form(""));
        assertEquals("", response.scope());
        assertEquals(Optional.empty(), response.idToken());
        assertEquals(Optional.empty(), response.refreshToken());
        JsonObject answer = introspect(response.accessToken());
        assertTrue(answer.get("active").getAsBoolean());
        assertEquals("CgNhcHA", answer.get("sub").getAsString());
        assertEquals("app", answer.get("client_id").getAsString());
        assertRefused(ErrorCode.INSUFFICIENT_SCOPE, () -> provider.tokens.userinfo(response.accessToken()));
    }

    @Test
    public void namesTheClientAsItsOwnPerson() {
        TokenResponse response = provider.token(form("openid profile"));
        JsonObject claims = JsonParser.parseString(
                        provider.keys.verify(response.idToken().orElseThrow()).orElseThrow())
                .getAsJsonObject();
        assertEquals(
                List.of("iss", "sub", "aud", "exp", "iat", "jti", "at_hash", "name", "preferred_username"),
                List.copyOf(claims.keySet()));
        assertEquals("The app", claims.get("name").getAsString());
        assertEquals("The app", claims.get("preferred_username").getAsString());
        assertTrue(provider.tokens.userinfo(response.accessToken()).body().contains("CgNhcHA"));
    }

    @Test
    public void isForTheResourceServerThatItNames() {
        Map<String, String> form = form("");
        form.put("resource", API);
        assertEquals(
                API, introspect(provider.token(form).accessToken()).get("aud").getAsString());
        form.put("resource", "https://other.example");
        assertRefused(ErrorCode.INVALID_TARGET, () -> provider.token(form));
    }

    @Test
    public void namesAudiencesThatTrustTheClient() {
        String scope = "audience:server:client_id:other";
        assertRefused(ErrorCode.INVALID_SCOPE, () -> provider.token(form(scope)));
        provider.put(TestProvider.confidential("other", "trustedPeers", "app"));
        assertEquals(
                "other",
                introspect(provider.token(form(scope)).accessToken()).get("aud").getAsString());
    }

    @Test
    public void refusesScopesThatMakeNoSenseForAClient() {
        for (String scope : List.of("offline_access", "openid federated:id", "nonsense")) {
            assertRefused(ErrorCode.INVALID_SCOPE, () -> provider.token(form(scope)));
        }
    }

    @Test
    public void isNotForPublicClientsNorForThoseThatDoNotListIt() {
        provider.put(new ClientReader()
                .read("desk", Settings.of(Map.of("public", "true", "grantTypes", "client_credentials"))));
        assertRefused(
                ErrorCode.UNAUTHORIZED_CLIENT,
                () -> provider.token(Map.of("grant_type", "client_credentials", "client_id", "desk")));
        Map<String, String> other = form("");
        other.put("client_id", "other");
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> provider.token(other));
        Map<String, String> wrong = form("");
        wrong.put("client_secret", "wrong");
        assertRefused(ErrorCode.INVALID_CLIENT, () -> provider.token(wrong));
    }

    @Test
    public void canBeRevoked() {
        String token = provider.token(form("")).accessToken();
        provider.tokens.revoke(
                Parameters.of(Map.of("client_id", "app", "client_secret", TestProvider.SECRET, "token", token)),
                Optional.empty());
        assertFalse(introspect(token).get("active").getAsBoolean());
    }

    private static Map<String, String> form(String scope) {
        return new HashMap<>(Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                "app",
                "client_secret",
                TestProvider.SECRET,
                "scope",
                scope));
    }

    private JsonObject introspect(String token) {
        Map<String, String> form = Map.of("client_id", "app", "client_secret", TestProvider.SECRET, "token", token);
        return JsonParser.parseString(provider.tokens.introspect(Parameters.of(form), Optional.empty()))
                .getAsJsonObject();
    }
}
