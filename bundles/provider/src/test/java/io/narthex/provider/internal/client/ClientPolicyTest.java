package io.narthex.provider.internal.client;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.TestProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class ClientPolicyTest {

    private final TestProvider provider = new TestProvider();
    private final ClientPolicy policy =
            new ClientPolicy(() -> provider.settings, id -> Optional.ofNullable(provider.clients.get(id)));

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void tellsAGrantThatIsOffFromOneThatIsNotForThisClient() {
        provider.settings = TestProvider.settings("oauth2.grantTypes", "authorization_code, client_credentials");
        Client client = TestProvider.confidential("app", "grantTypes", "authorization_code, refresh_token");
        policy.requireSwitchedOn(GrantTypes.AUTHORIZATION_CODE);
        policy.requireGrant(client, GrantTypes.AUTHORIZATION_CODE);
        assertRefused(ErrorCode.UNSUPPORTED_GRANT_TYPE, () -> policy.requireSwitchedOn(GrantTypes.REFRESH_TOKEN));
        assertFalse("off for all", policy.allowsGrant(client, GrantTypes.REFRESH_TOKEN));
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> policy.requireGrant(client, GrantTypes.CLIENT_CREDENTIALS));
    }

    @Test
    public void keepsWhoAPersonIsUpstreamFromAClientThatIsToKnowThemByAnotherName() {
        Client client = TestProvider.confidential("app", "subjectType", "pairwise");
        assertRefused(ErrorCode.INVALID_SCOPE, () -> policy.requireScopes(client, List.of("openid", "federated:id")));
        assertEquals(List.of("openid"), policy.allowed(client, List.of("openid", "federated:id")));
    }

    @Test
    public void hasNoPasswordGrantWhereNobodyChecksPasswords() {
        provider.settings = TestProvider.settings("oauth2.grantTypes", "password");
        assertRefused(ErrorCode.UNSUPPORTED_GRANT_TYPE, () -> policy.requireSwitchedOn(GrantTypes.PASSWORD));
        provider.settings = TestProvider.settings("oauth2.grantTypes", "password", "oauth2.passwordConnector", "local");
        policy.requireSwitchedOn(GrantTypes.PASSWORD);
    }

    @Test
    public void refusesScopesThatAreUnknownOrNotTheClients() {
        Client client = TestProvider.confidential("app", "allowedScopes", "openid, email");
        policy.requireScopes(client, List.of("openid", "email"));
        for (String scope :
                List.of("profile", "audience:server:client_id:app", "nonsense", "audience:server:client_id:")) {
            assertRefused(ErrorCode.INVALID_SCOPE, () -> policy.requireScopes(client, List.of("openid", scope)));
        }
        assertEquals(List.of("openid"), policy.allowed(client, List.of("openid", "groups")));
    }

    @Test
    public void refusesAudiencesThatDoNotTrustTheClient() {
        Client client = TestProvider.confidential("app");
        List<String> scopes = List.of("openid", "audience:server:client_id:other");
        assertRefused(ErrorCode.INVALID_SCOPE, () -> policy.requireScopes(client, scopes));
        assertEquals(List.of("openid"), policy.allowed(client, scopes));
        provider.put(TestProvider.confidential("other", "trustedPeers", "app"));
        policy.requireScopes(client, scopes);
        assertEquals(scopes, policy.allowed(client, scopes));
    }

    @Test
    public void allowsNoResourcesButThoseOfTheClient() {
        Client client = TestProvider.confidential("app", "resources", "https://api.example");
        policy.requireResources(client, List.of("https://api.example"));
        assertRefused(
                ErrorCode.INVALID_TARGET,
                () -> policy.requireResources(client, List.of("https://api.example", "https://api.example/")));
        assertRefused(
                ErrorCode.INVALID_TARGET,
                () -> policy.requireResources(TestProvider.confidential("app"), List.of("https://api.example")));
    }

    @Test
    public void allowsConnectorsThatAreListedOrAllOfThem() {
        Client picky = TestProvider.confidential("app", "allowedConnectors", "local");
        assertTrue(policy.allowsConnector(picky, "local"));
        assertFalse(policy.allowsConnector(picky, "upstream"));
        assertTrue(policy.allowsConnector(TestProvider.confidential("app"), "upstream"));
    }

    @Test
    public void isAskedForACodeAtTheAuthorizationEndpoint() {
        provider.put(TestProvider.confidential("app", "grantTypes", "client_credentials"));
        OAuthException refusal = assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, this::begin);
        assertTrue("the client is told", refusal.target().isPresent());
        provider.settings = TestProvider.settings("oauth2.grantTypes", "refresh_token");
        assertRefused(ErrorCode.UNSUPPORTED_RESPONSE_TYPE, this::begin);
    }

    @Test
    public void isAskedForScopesAtTheAuthorizationEndpoint() {
        provider.put(TestProvider.confidential("app", "allowedScopes", "openid"));
        assertRefused(ErrorCode.INVALID_SCOPE, this::begin);
    }

    @Test
    public void isAskedAgainWhenACodeOrARefreshTokenIsUsed() {
        String code = provider.code(TestProvider.request("openid email"));
        provider.put(TestProvider.confidential("app", "allowedScopes", "openid"));
        assertRefused(ErrorCode.INVALID_SCOPE, () -> provider.token(TestProvider.redemption(code)));
        provider.put(TestProvider.confidential("app", "grantTypes", "refresh_token"));
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> provider.token(TestProvider.redemption(code)));
        provider.put(TestProvider.confidential("app"));
        String token = provider.token(
                        TestProvider.redemption(provider.code(TestProvider.request("openid offline_access"))))
                .refreshToken()
                .orElseThrow();
        provider.put(TestProvider.confidential("app", "grantTypes", "authorization_code"));
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> provider.token(TestProvider.refresh(token)));
        provider.settings = TestProvider.settings("oauth2.grantTypes", "authorization_code");
        assertRefused(ErrorCode.UNSUPPORTED_GRANT_TYPE, () -> provider.token(TestProvider.refresh(token)));
    }

    @Test
    public void givesNoRefreshTokenToWhoMayNotUseIt() {
        provider.put(TestProvider.confidential("app", "grantTypes", "authorization_code"));
        TokenResponse response = provider.signInFor("openid offline_access");
        assertEquals(Optional.empty(), response.refreshToken());
    }

    private void begin() {
        Map<String, String> request = TestProvider.request("openid email");
        provider.signIn.begin(Parameters.of(request));
    }
}
