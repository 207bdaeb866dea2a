package io.narthex.provider.internal.token;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Identity;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.protocol.ErrorCode;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.TooManyAttemptsException;
import io.narthex.provider.internal.TestProvider;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class PasswordGrantTest {

    private static final String GRANTS = "password, refresh_token, authorization_code";

    private final TestProvider provider = new TestProvider();

    @Before
    public void setUp() {
        provider.settings = on("local");
        provider.put(TestProvider.confidential("app", "grantTypes", GRANTS));
    }

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void signsAPersonIn() {
        TokenResponse response = provider.token(form("jane", "correct"));
        assertTrue(provider.tokens.userinfo(response.accessToken()).body().contains("jane@example.com"));
        assertTrue(response.idToken().isPresent());
        assertEquals("without offline_access", Optional.empty(), response.refreshToken());
    }

    @Test
    public void givesRefreshTokensForOfflineAccess() {
        Map<String, String> form = form("jane", "correct");
        form.put("scope", "openid offline_access");
        String token = provider.token(form).refreshToken().orElseThrow();
        TokenResponse next = provider.token(TestProvider.refresh(token));
        assertEquals(1, provider.upstream.refreshes.get());
        provider.token(TestProvider.refresh(next.refreshToken().orElseThrow()));
    }

    @Test
    public void tellsNobodyWhatWasWrong() {
        String told = assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form("jane", "wrong")))
                .description();
        for (Map<String, String> form : List.of(form("nobody", "correct"), form(" ", "correct"))) {
            assertEquals(
                    told,
                    assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form))
                            .description());
        }
        provider.connectors.put("local", failing(() -> SignInRefusedException.notPermitted("locked")));
        assertEquals(
                told,
                assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form("jane", "correct")))
                        .description());
    }

    @Test
    public void demandsUserNameAndPassword() {
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(form("", "correct")));
        assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.token(form("jane", "")));
    }

    @Test
    public void isOffUnlessAConnectorForItIsNamed() {
        provider.settings = TestProvider.settings("oauth2.grantTypes", GRANTS);
        assertRefused(ErrorCode.UNSUPPORTED_GRANT_TYPE, () -> provider.token(form("jane", "correct")));
        provider.settings = TestProvider.settings("oauth2.passwordConnector", "local");
        assertRefused(ErrorCode.UNSUPPORTED_GRANT_TYPE, () -> provider.token(form("jane", "correct")));
        provider.settings = on("upstream");
        assertRefused(ErrorCode.UNSUPPORTED_GRANT_TYPE, () -> provider.token(form("jane", "correct")));
    }

    @Test
    public void isForClientsThatListItAndMayUseTheConnector() {
        provider.put(TestProvider.confidential("app"));
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> provider.token(form("jane", "correct")));
        provider.put(TestProvider.confidential("app", "grantTypes", GRANTS, "allowedConnectors", "upstream"));
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> provider.token(form("jane", "correct")));
        provider.put(TestProvider.confidential("app", "grantTypes", GRANTS, "allowedScopes", "openid"));
        assertRefused(ErrorCode.INVALID_SCOPE, () -> provider.token(form("jane", "correct")));
    }

    @Test
    public void saysThatTheUpstreamCannotBeAsked() {
        provider.connectors.put("local", failing(() -> new UpstreamUnavailableException("down")));
        assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> provider.token(form("jane", "correct")));
        provider.connectors.remove("local");
        assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> provider.token(form("jane", "correct")));
    }

    @Test
    public void checksNoMorePasswordsAfterTooManyWrongOnes() {
        for (int i = 0; i < 10; i++) {
            assertRefused(ErrorCode.INVALID_GRANT, () -> provider.token(form("jane", "wrong")));
        }
        assertThrows(TooManyAttemptsException.class, () -> provider.token(form("jane", "correct")));
        provider.clock.advance(Duration.ofMinutes(2));
        provider.token(form("jane", "correct"));
    }

    private static ProviderSettings on(String connector) {
        return TestProvider.settings("oauth2.grantTypes", GRANTS, "oauth2.passwordConnector", connector);
    }

    private static PasswordConnector failing(Supplier<RuntimeException> failure) {
        return new PasswordConnector() {
            @Override
            public Optional<Identity> signIn(String username, String password, Scopes scopes) {
                throw failure.get();
            }
        };
    }

    private static Map<String, String> form(String username, String password) {
        return new HashMap<>(Map.of(
                "grant_type",
                "password",
                "client_id",
                "app",
                "client_secret",
                TestProvider.SECRET,
                "scope",
                "openid email",
                "username",
                username,
                "password",
                password));
    }
}
