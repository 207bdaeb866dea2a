package io.narthex.provider.internal.authorization;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static io.narthex.provider.internal.session.TestBrowser.request;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Identity;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Flow;
import io.narthex.provider.FlowEndedException;
import io.narthex.provider.Goal;
import io.narthex.provider.Return;
import io.narthex.provider.SignIn.Step;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.session.TestBrowser;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

/** What becomes of a request, by what it wants shown, what the browser has, and what the person has approved. */
public class SingleSignOnTest {

    private static final URI BACK = URI.create(TestProvider.ISSUER + "/callback");

    /** What {@code prompt} says, what the browser and the store have, and what comes of it. */
    private static final String[][] TABLE = {
        // prompt, session, approved, outcome
        {"", "none", "no", "signs in, is asked"},
        {"", "none", "yes", "signs in"},
        {"", "good", "no", "is known, is asked"},
        {"", "good", "yes", "is known"},
        {"", "old", "yes", "signs in"},
        {"", "ended", "yes", "signs in"},
        {"none", "none", "yes", "login_required"},
        {"none", "good", "no", "consent_required"},
        {"none", "good", "yes", "is known"},
        {"none", "old", "yes", "login_required"},
        {"none", "ended", "yes", "login_required"},
        {"login", "none", "yes", "signs in"},
        {"login", "good", "no", "signs in, is asked"},
        {"login", "good", "yes", "signs in"},
        {"consent", "none", "yes", "signs in, is asked"},
        {"consent", "good", "no", "is known, is asked"},
        {"consent", "good", "yes", "is known, is asked"},
        {"select_account", "none", "yes", "signs in"},
        {"select_account", "good", "no", "chooses, is asked"},
        {"select_account", "good", "yes", "chooses"},
        {"select_account", "old", "yes", "signs in"},
        {"select_account login", "good", "yes", "signs in"},
        {"select_account consent", "good", "yes", "chooses, is asked"},
        {"login consent", "good", "yes", "signs in, is asked"},
    };

    private final TestProvider provider = new TestProvider();
    private final TestBrowser browser = new TestBrowser(provider);

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void doesWhatTheTableSays() {
        List<String> wrong = new ArrayList<>();
        for (String[] row : TABLE) {
            try (TestProvider fresh = new TestProvider()) {
                String outcome = outcome(fresh, row[0], row[1], row[2]);
                if (!outcome.equals(row[3])) {
                    wrong.add(String.join(", ", row) + ": " + outcome);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static String outcome(TestProvider fresh, String prompt, String session, String approved) {
        TestBrowser one = new TestBrowser(fresh);
        if (approved.equals("yes")) {
            fresh.signIn.approve(fresh.signedIn(request("app", "openid email")));
        }
        if (!session.equals("none")) {
            one.signIn(request("other", "openid"));
        }
        if (session.equals("old")) {
            fresh.clock.advance(Duration.ofHours(9));
        } else if (session.equals("ended")) {
            fresh.archive.sessionEnd().end(one.session());
        }
        Map<String, String> wanted = request("app", "openid email", "prompt", prompt);
        try {
            Flow flow = one.begin(wanted);
            String how = "is known";
            if (flow.person().isEmpty()) {
                boolean chooses = fresh.signIn.account(flow, one.cookie).equals(Optional.of("Jane Doe"));
                how = chooses ? "chooses" : "signs in";
                flow = chooses ? fresh.signIn.goOn(flow, one.cookie) : fresh.signedIn(wanted);
            }
            return how + (fresh.signIn.needsApproval(flow) ? ", is asked" : "");
        } catch (OAuthException e) {
            assertTrue(e.target().isPresent());
            return e.error().code();
        }
    }

    @Test
    public void asksAgainWhereThePersonSignedInTooLongAgo() {
        browser.signIn(request("app", "openid"));
        provider.clock.advance(Duration.ofSeconds(60));
        assertTrue(isKnown("max_age", "61"));
        assertFalse(isKnown("max_age", "60"));
        assertFalse(isKnown("max_age", "0"));
        assertRefused(ErrorCode.LOGIN_REQUIRED, () -> isKnown("max_age", "60", "prompt", "none"));
        provider.put(TestProvider.confidential("app", "defaultMaxAge", "30s"));
        assertFalse(isKnown());
        assertTrue(isKnown("max_age", "61"));
    }

    @Test
    public void knowsOnlyThePersonWhomTheClientNames() {
        String token = browser.tokens(browser.signIn(request("app", "openid")), "app")
                .idToken()
                .orElseThrow();
        assertTrue(isKnown("id_token_hint", token));
        provider.clock.advance(Duration.ofHours(7));
        browser.goOn(request("app", "openid"));
        provider.clock.advance(Duration.ofHours(7));
        browser.goOn(request("app", "openid"));
        provider.clock.advance(Duration.ofHours(9));
        provider.upstream.identity = Identity.of("jim-1");
        browser.signIn(request("app", "openid"));
        assertTrue(isKnown());
        assertFalse("expired, and still good", isKnown("id_token_hint", token));
        assertRefused(ErrorCode.LOGIN_REQUIRED, () -> isKnown("id_token_hint", token, "prompt", "none"));
        OAuthException refusal = assertRefused(
                ErrorCode.LOGIN_REQUIRED, () -> provider.signedIn(request("app", "openid", "id_token_hint", token)));
        assertTrue(refusal.target().isPresent());
    }

    @Test
    public void takesOnlyItsOwnIdTokensOfThisClientForAHint() {
        String other = browser.tokens(browser.signIn(request("other", "openid")), "other")
                .idToken()
                .orElseThrow();
        assertRefused(ErrorCode.INVALID_REQUEST, () -> isKnown("id_token_hint", other));
        for (String payload : List.of(
                "{\"iss\":\"https://evil.example\",\"sub\":\"x\",\"aud\":\"app\"}",
                "{\"iss\":\"" + TestProvider.ISSUER + "\",\"aud\":\"app\"}",
                "{\"iss\":\"" + TestProvider.ISSUER + "\",\"sub\":\"x\"}",
                "{\"iss\":[1],\"sub\":{},\"aud\":{}}",
                "[]",
                "nonsense")) {
            String signed = provider.keys.sign(SigningAlgorithm.RS256, payload);
            assertRefused(ErrorCode.INVALID_REQUEST, () -> isKnown("id_token_hint", signed));
        }
        String forged = other.substring(0, other.lastIndexOf('.')) + ".AAAA";
        assertRefused(ErrorCode.INVALID_REQUEST, () -> isKnown("id_token_hint", forged));
    }

    @Test
    public void goesThroughNoConnectorThatIsNotTheClients() {
        browser.signIn(request("app", "openid"));
        assertTrue(isKnown("connector_id", "local"));
        assertFalse(isKnown("connector_id", "upstream"));
        assertRefused(ErrorCode.LOGIN_REQUIRED, () -> isKnown("connector_id", "upstream", "prompt", "none"));
        provider.put(TestProvider.confidential("app", "allowedConnectors", "upstream"));
        assertFalse(isKnown());
        assertRefused(ErrorCode.INTERACTION_REQUIRED, () -> isKnown("prompt", "none"));
        provider.put(TestProvider.confidential("app"));
        provider.connectors.remove("local");
        assertFalse(isKnown());
    }

    @Test
    public void goesBackToTheUpstreamForWhatItWasNotAskedFor() {
        throughUpstream(request("app", "openid"));
        assertTrue(isKnown());
        assertFalse(browser.begin(request("app", "openid groups")).person().isPresent());
        assertFalse(
                browser.begin(request("app", "openid offline_access")).person().isPresent());
        assertRefused(
                ErrorCode.INTERACTION_REQUIRED, () -> browser.begin(request("app", "openid groups", "prompt", "none")));
        throughUpstream(request("app", "openid groups offline_access"));
        assertTrue(browser.begin(request("other", "openid groups offline_access"))
                .person()
                .isPresent());
    }

    @Test
    public void letsTheUpstreamMakeSureAnewWhereTheBrowserIsNotEnough() {
        Map<String, Boolean> forced = Map.of(
                "prompt=login", true, "prompt=select_account", true, "max_age=60", true, "prompt=consent", false);
        forced.forEach((parameter, expected) -> {
            String[] pair = parameter.split("=", -1);
            provider.signIn.turnTo(
                    provider.signIn.begin(Parameters.of(request("app", "openid", pair[0], pair[1]))), "upstream", BACK);
            assertEquals(parameter, expected, provider.upstream.isForced);
        });
    }

    @Test
    public void goesOnAsNobodyWhoIsNotOfferedToChoose() {
        browser.signIn(request("app", "openid"));
        Flow plain = provider.signIn.begin(Parameters.of(request("app", "openid", "prompt", "login")));
        assertTrue(provider.signIn.account(plain, browser.cookie).isEmpty());
        assertTrue(provider.signIn.goOn(plain, browser.cookie).person().isEmpty());
        Flow choosing = provider.signIn.begin(Parameters.of(request("app", "openid", "prompt", "select_account")));
        assertTrue(provider.signIn.goOn(choosing, Optional.empty()).person().isEmpty());
        assertTrue(provider.signIn.goOn(choosing, browser.cookie).person().isPresent());
    }

    @Test
    public void ledBackToAPageOfOursTheFlowEndsOnce() {
        Flow flow = provider.signIn.beginFor(new Goal.OwnPage("/account"));
        assertEquals("", provider.signIn.clientName(flow));
        assertEquals(2, provider.signIn.choices(flow).size());
        Flow done = provider.signIn
                .checkPassword(flow, "local", TestProvider.typed("jane", "correct"))
                .orElseThrow();
        assertFalse(provider.signIn.needsApproval(done));
        assertTrue(browser.complete(done).answer().toString().startsWith("Redirect"));
        assertEquals(List.of(), browser.session().clientIds());
        assertTrue(isKnown());
        assertThrows(FlowEndedException.class, () -> browser.complete(done));
    }

    private void throughUpstream(Map<String, String> request) {
        Flow begun = provider.signIn.begin(Parameters.of(request));
        Flow away = ((Step.Leave) provider.signIn.turnTo(begun, "upstream", BACK)).flow();
        browser.complete(provider.signIn.arrive(
                away,
                new Return(
                        "GET", Map.of("code", List.of("c")), Map.of(), Map.of(), "127.0.0.1", Optional.empty(), BACK)));
    }

    private boolean isKnown(String... more) {
        return browser.begin(request("app", "openid", more)).person().isPresent();
    }
}
