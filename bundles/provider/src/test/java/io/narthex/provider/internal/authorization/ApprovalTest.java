package io.narthex.provider.internal.authorization;

import static io.narthex.provider.internal.session.TestBrowser.request;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Identity;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.client.ClientReader;
import io.narthex.provider.internal.consent.Consents;
import io.narthex.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class ApprovalTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final TestProvider provider = new TestProvider();

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void asksAgainOnlyForMore() {
        approve(request("app", "openid email"));
        assertFalse(isAsked(request("app", "openid email")));
        assertFalse(isAsked(request("app", "openid")));
        assertTrue(isAsked(request("app", "openid email groups")));
        approve(request("app", "openid groups"));
        assertFalse(isAsked(request("app", "openid email groups")));
        assertTrue(isAsked(request("app", "openid email", "prompt", "consent")));
        assertTrue(isAsked(request("other", "openid")));
    }

    @Test
    public void asksForSingleClaimsAsForTheirScopes() {
        approve(request("app", "openid"));
        String claims = "{\"userinfo\":{\"email\":null}}";
        assertTrue(isAsked(request("app", "openid", "claims", claims)));
        approve(request("app", "openid", "claims", claims));
        assertFalse(isAsked(request("app", "openid", "claims", claims)));
        assertFalse(isAsked(request("app", "openid email")));
    }

    @Test
    public void asksEachPerson() {
        approve(request("app", "openid"));
        provider.upstream.identity = Identity.of("jim-1");
        assertTrue(isAsked(request("app", "openid")));
    }

    @Test
    public void remembersForAYear() {
        approve(request("app", "openid"));
        provider.clock.advance(Duration.ofDays(365));
        assertTrue(isAsked(request("app", "openid")));
        approve(request("app", "openid"));
        assertFalse(isAsked(request("app", "openid")));
    }

    @Test
    public void storesNothingForAClientWhosePeopleAreNotAsked() {
        provider.put(TestProvider.confidential("app", "skipApprovalScreen", "true"));
        assertFalse(isAsked(request("app", "openid")));
        assertTrue(isAsked(request("app", "openid", "prompt", "consent")));
        provider.code(request("app", "openid"));
        assertEquals(0, consents());
    }

    @Test
    public void asksEachTimeWhereAnybodyCouldTakeTheClientsPart() {
        provider.put(new ClientReader()
                .read("phone", Settings.of(Map.of("public", "true", "redirectURIs", "com.example.phone:/back"))));
        Map<String, String> uris = Map.of(
                "http://127.0.0.1:3456/back", "desk",
                "http://localhost:3456/back", "desk",
                "urn:ietf:wg:oauth:2.0:oob", "desk",
                "com.example.phone:/back", "phone");
        uris.forEach((uri, client) -> {
            Map<String, String> request = request(
                    client,
                    "openid",
                    "redirect_uri",
                    uri,
                    "code_challenge",
                    CHALLENGE,
                    "code_challenge_method",
                    "S256");
            approve(request);
            assertTrue(uri, isAsked(request));
        });
        assertEquals(0, consents());
    }

    @Test
    public void asksEachTimeWhereThereAreNoSessions() {
        provider.settings = TestProvider.settings("sessions.enabled", "false");
        approve(request("app", "openid"));
        assertTrue(isAsked(request("app", "openid")));
        assertEquals(0, consents());
    }

    private void approve(Map<String, String> request) {
        provider.signIn.approve(provider.signedIn(request));
    }

    private boolean isAsked(Map<String, String> request) {
        return provider.signIn.needsApproval(provider.signedIn(request));
    }

    private int consents() {
        return provider.store
                .list(Consents.KIND, Optional.empty(), 10)
                .records()
                .size();
    }
}
