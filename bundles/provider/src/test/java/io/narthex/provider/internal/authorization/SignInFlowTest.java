package io.narthex.provider.internal.authorization;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.NegotiatesSignIn;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.RedirectUris;
import io.narthex.provider.AboutClient;
import io.narthex.provider.ApprovalQuestion;
import io.narthex.provider.Completed;
import io.narthex.provider.Completion;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.Flow;
import io.narthex.provider.FlowEndedException;
import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.Return;
import io.narthex.provider.SignIn.Step;
import io.narthex.provider.TooManyAttemptsException;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.provider.internal.FakeUpstream;
import io.narthex.provider.internal.Parallel;
import io.narthex.provider.internal.TestProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

public class SignInFlowTest {

    private static final URI BACK = URI.create(TestProvider.ISSUER + "/callback");

    private final TestProvider provider = new TestProvider();
    private final Map<String, String> request = TestProvider.request("openid profile offline_access");

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void asksForAPasswordWhereTheConnectorTakesOne() {
        Step step = provider.signIn.turnTo(begin(), "local", BACK);
        assertEquals(new Step.AskPassword("Fake local", Optional.empty(), Step.Negotiation.NONE), step);
    }

    @Test
    public void signsInByPassword() {
        Flow flow = begin();
        assertEquals(
                Optional.empty(), provider.signIn.checkPassword(flow, "local", TestProvider.typed("jane", "wrong")));
        assertEquals(
                Optional.empty(), provider.signIn.checkPassword(flow, "local", TestProvider.typed(" ", "correct")));
        assertEquals(Optional.empty(), provider.signIn.checkPassword(flow, "local", TestProvider.typed("jane", "")));
        Flow done = provider.signIn
                .checkPassword(flow, "local", TestProvider.typed("jane", "correct"))
                .orElseThrow();
        assertEquals("jane-1", done.person().orElseThrow().identity().userId());
    }

    @Test
    public void boundsWhatOneSourceGuessesAndLetsThePersonInElsewhere() {
        for (int i = 0; i < 10; i++) {
            assertTrue(attempt("Jane ", "wrong", "192.0.2.1").isEmpty());
        }
        assertThrows(TooManyAttemptsException.class, () -> attempt("jane", "correct", "192.0.2.1"));
        assertTrue(attempt("joe", "wrong", "192.0.2.1").isEmpty());
        assertTrue(attempt("jane", "correct", "192.0.2.2").isPresent());
        provider.clock.advance(Duration.ofMinutes(2));
        assertTrue(attempt("jane", "correct", "192.0.2.1").isPresent());
        assertTrue(
                "a right one does not count",
                attempt("jane", "correct", "192.0.2.1").isPresent());
    }

    @Test
    public void letsNoSingleSourceKeepAPersonOutHoweverLongItGoesOn() {
        for (int i = 0; i < 1_000; i++) {
            try {
                attempt("jane", "wrong", "192.0.2.1");
            } catch (TooManyAttemptsException e) {
                provider.clock.advance(Duration.ofSeconds(10));
            }
        }
        assertTrue(attempt("jane", "correct", "192.0.2.2").isPresent());
    }

    @Test
    public void checksNoMoreWrongPasswordsThatComeAtOnce() throws Exception {
        Crowd crowd = new Crowd(Optional.empty());
        crowd.come();
        assertEquals(10, crowd.checked.get());
    }

    @Test
    public void keepsNobodyOutWhoComesInACrowdThatKnowsItsPasswords() throws Exception {
        for (Object outcome : new Crowd(Optional.of(Identity.of("jane-1"))).come()) {
            assertTrue(outcome.toString(), outcome instanceof Optional<?> flow && flow.isPresent());
        }
    }

    /** Sixty who type the same at once; nobody hears whether it is right before all have come. */
    private final class Crowd implements PasswordConnector {
        private final AtomicInteger checked = new AtomicInteger();
        private final CountDownLatch absent = new CountDownLatch(60);
        private final Optional<Identity> answer;

        Crowd(Optional<Identity> answer) {
            this.answer = answer;
            provider.connectors.put("local", this);
        }

        List<Object> come() throws Exception {
            return Parallel.outcomes(60, () -> {
                absent.countDown();
                return attempt("jane", "typed", "192.0.2.1");
            });
        }

        @Override
        public Optional<Identity> signIn(String username, String password, Scopes scopes) {
            checked.incrementAndGet();
            try {
                assertTrue("all have come", absent.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return answer;
        }
    }

    @Test
    public void boundsWhatManySourcesGuessTogether() {
        for (int i = 0; i < 50; i++) {
            assertTrue(attempt("jane", "wrong", "192.0.2." + i).isEmpty());
        }
        assertThrows(TooManyAttemptsException.class, () -> attempt("jane", "correct", "192.0.2.99"));
        provider.clock.advance(Duration.ofMinutes(1));
        assertTrue(attempt("jane", "correct", "192.0.2.99").isPresent());
    }

    @Test
    public void boundsWhatOneSourceTriesWithEverybody() {
        for (int i = 0; i < 100; i++) {
            assertTrue(attempt("person " + i, "wrong", "192.0.2.1").isEmpty());
        }
        assertThrows(TooManyAttemptsException.class, () -> attempt("jane", "correct", "192.0.2.1"));
        assertTrue(attempt("jane", "correct", "192.0.2.2").isPresent());
    }

    @Test
    public void countsNoGuessWhereNobodyCouldTell() {
        provider.connectors.put("local", new PasswordConnector() {
            @Override
            public Optional<Identity> signIn(String username, String password, Scopes scopes) {
                throw new UpstreamUnavailableException("down");
            }
        });
        for (int i = 0; i < 120; i++) {
            assertThrows(UpstreamUnavailableException.class, () -> attempt("jane", "correct", "192.0.2.1"));
        }
    }

    private Optional<Flow> attempt(String username, String password, String source) {
        return provider.signIn.checkPassword(begin(), "local", new PasswordAttempt(username, password, source));
    }

    @Test
    public void signsInThroughAnUpstream() {
        Step.Leave leave = (Step.Leave) provider.signIn.turnTo(begin(), "upstream", BACK);
        Flow flow = leave.flow();
        URI location = ((Departure.Redirect) leave.departure()).location();
        assertEquals("state=" + flow.id(), location.getQuery());
        Flow done = provider.signIn.arrive(flow, back(Optional.empty(), Map.of("code", List.of("c"))));
        assertTrue(done.person().isPresent());
        assertTrue(done.departure().isEmpty());
    }

    @Test
    public void refusesABrowserThatWasNotSentAway() {
        assertThrows(
                SignInRefusedException.class, () -> provider.signIn.arrive(begin(), back(Optional.empty(), Map.of())));
    }

    @Test
    public void refusesABrowserThatComesBackToAnotherConnector() {
        Flow flow = ((Step.Leave) provider.signIn.turnTo(begin(), "upstream", BACK)).flow();
        assertThrows(
                SignInRefusedException.class,
                () -> provider.signIn.arrive(flow, back(Optional.of("local"), Map.of("code", List.of("c")))));
    }

    @Test
    public void refusesPasswordsForAConnectorThatTakesNone() {
        assertThrows(
                SignInRefusedException.class,
                () -> provider.signIn.checkPassword(begin(), "upstream", TestProvider.typed("jane", "correct")));
    }

    @Test
    public void letsTheBrowserAnswerForThePersonWhereTheConnectorCan() {
        provider.connectors.put("kerberos", new Negotiating(true));
        assertEquals(Step.Negotiation.OFFERED, negotiation(begin()));
        assertEquals(Optional.empty(), provider.signIn.negotiate(begin(), "kerberos", new byte[] {0}));
        Flow done =
                provider.signIn.negotiate(begin(), "kerberos", new byte[] {1}).orElseThrow();
        assertEquals("jane-1", done.person().orElseThrow().identity().userId());
        assertThrows(SignInRefusedException.class, () -> provider.signIn.negotiate(begin(), "local", new byte[] {1}));
        request.put("prompt", "login");
        assertEquals(Step.Negotiation.NONE, negotiation(begin()));
        assertThrows(
                SignInRefusedException.class, () -> provider.signIn.negotiate(begin(), "kerberos", new byte[] {1}));
    }

    @Test
    public void takesNoPasswordWhereTheConnectorWantsNoForm() {
        provider.connectors.put("kerberos", new Negotiating(false));
        assertEquals(Step.Negotiation.REQUIRED, negotiation(begin()));
        assertThrows(
                SignInRefusedException.class,
                () -> provider.signIn.checkPassword(begin(), "kerberos", TestProvider.typed("jane", "correct")));
    }

    private Step.Negotiation negotiation(Flow flow) {
        return ((Step.AskPassword) provider.signIn.turnTo(flow, "kerberos", BACK)).negotiation();
    }

    /** The token 1 is Jane's. */
    private record Negotiating(boolean allowsForm) implements PasswordConnector, NegotiatesSignIn {
        @Override
        public Optional<Identity> negotiate(byte[] token, Scopes scopes) {
            return Optional.of(FakeUpstream.JANE).filter(jane -> token[0] == 1);
        }

        @Override
        public Optional<Identity> signIn(String username, String password, Scopes scopes) {
            return Optional.of(FakeUpstream.JANE);
        }
    }

    @Test
    public void knowsNoConnectorThatIsNotDefined() {
        assertThrows(UnknownConnectorException.class, () -> provider.signIn.turnTo(begin(), "ldap", BACK));
    }

    @Test
    public void offersOnlyWhatTheClientMayUse() {
        Flow flow = begin();
        assertEquals(List.of("local", "upstream"), ids(flow));
        restrict("upstream");
        assertEquals(List.of("upstream"), ids(flow));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> provider.signIn.turnTo(flow, "local", BACK));
        assertRefused(
                ErrorCode.ACCESS_DENIED,
                () -> provider.signIn.checkPassword(flow, "local", TestProvider.typed("jane", "correct")));
    }

    @Test
    public void holdsAClientToTheConnectorItAskedFor() {
        request.put("connector_id", "local");
        Flow flow = begin();
        assertEquals(List.of("local"), ids(flow));
        assertRefused(ErrorCode.ACCESS_DENIED, () -> provider.signIn.turnTo(flow, "upstream", BACK));
    }

    @Test
    public void endsWithACodeTheStateAndTheIssuer() {
        Completion.Redirect end =
                (Completion.Redirect) complete(provider.signedIn(request)).answer();
        assertTrue(end.address().startsWith(TestProvider.CALLBACK + "?code="));
        Parameters answer = Parameters.parse(URI.create(end.address()).getRawQuery());
        assertEquals("s1", answer.require("state"));
        assertEquals(TestProvider.ISSUER, answer.require("iss"));
        assertEquals(50, answer.require("code").length());
    }

    @Test
    public void showsTheCodeOutOfBand() {
        request.put("client_id", "desk");
        request.put("redirect_uri", RedirectUris.OUT_OF_BAND);
        request.put("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        request.put("code_challenge_method", "S256");
        assertTrue(complete(provider.signedIn(request)).answer() instanceof Completion.ShowCode);
    }

    @Test
    public void endsOnlyOnce() throws Exception {
        Flow flow = provider.signedIn(request);
        List<Object> outcomes = Parallel.outcomes(20, () -> complete(flow));
        assertEquals(1, outcomes.stream().filter(Completed.class::isInstance).count());
        assertEquals(
                19,
                outcomes.stream().filter(FlowEndedException.class::isInstance).count());
    }

    @Test
    public void doesNotEndAgainAfterItsGrantWasRevoked() {
        Flow flow = provider.signedIn(request);
        complete(flow);
        provider.grants.revoke(flow.id());
        assertThrows(FlowEndedException.class, () -> complete(flow));
    }

    @Test
    public void doesNotEndAfterItsTime() {
        Flow flow = provider.signedIn(request);
        provider.clock.advance(Duration.ofHours(1));
        assertThrows(FlowEndedException.class, () -> complete(flow));
    }

    @Test
    public void doesNotEndBeforeSomebodySignedIn() {
        assertThrows(SignInRefusedException.class, () -> complete(begin()));
        assertThrows(SignInRefusedException.class, () -> provider.signIn.question(begin()));
    }

    @Test
    public void looksAtTheClientAgainBeforeItAnswers() {
        Flow flow = provider.signedIn(request);
        provider.put(TestProvider.confidential("app", "redirectURIs", "https://new.example/"));
        OAuthException refusal = assertRefused(ErrorCode.INVALID_REQUEST, () -> complete(flow));
        assertTrue(refusal.target().isEmpty());
        assertTrue(assertThrows(OAuthException.class, () -> provider.signIn.reject(flow))
                .target()
                .isEmpty());
        provider.clients.remove("app");
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> complete(flow));
    }

    @Test
    public void looksAtTheConnectorAgainBeforeItAnswers() {
        Flow flow = provider.signedIn(request);
        restrict("upstream");
        assertRefused(ErrorCode.ACCESS_DENIED, () -> complete(flow));
    }

    @Test
    public void asksForApprovalUnlessConfiguredNotTo() {
        Flow flow = provider.signedIn(request);
        assertTrue(provider.signIn.needsApproval(flow));
        assertEquals(
                new ApprovalQuestion(
                        "Jane Doe",
                        "The app",
                        List.of("openid", "profile", "offline_access"),
                        Optional.empty(),
                        Optional.empty(),
                        AboutClient.NOTHING),
                provider.signIn.question(flow));
        provider.settings = TestProvider.settings("oauth2.skipApprovalScreen", "true");
        assertFalse(provider.signIn.needsApproval(flow));
        request.put("prompt", "consent");
        assertTrue(provider.signIn.needsApproval(provider.signedIn(request)));
        request.remove("prompt");
        request.put("approval_prompt", "force");
        assertTrue(provider.signIn.needsApproval(provider.signedIn(request)));
    }

    @Test
    public void asksWithWhatTheClientShowsOfItself() {
        provider.put(TestProvider.confidential(
                "app",
                "logoURI",
                "https://app.example/logo.png",
                "clientURI",
                "https://app.example/",
                "policyURI",
                "https://app.example/privacy",
                "tosURI",
                "https://app.example/terms"));
        assertEquals(
                new AboutClient(
                        Optional.of(URI.create("https://app.example/logo.png")),
                        Optional.of(URI.create("https://app.example/")),
                        Optional.of(URI.create("https://app.example/privacy")),
                        Optional.of(URI.create("https://app.example/terms"))),
                provider.signIn.question(provider.signedIn(request)).about());
    }

    @Test
    public void tellsTheClientThatThePersonDidNotApprove() {
        OAuthException refusal = provider.signIn.reject(provider.signedIn(request));
        assertEquals(ErrorCode.ACCESS_DENIED, refusal.error());
        assertTrue(refusal.target()
                .orElseThrow()
                .address(refusal)
                .startsWith(TestProvider.CALLBACK + "?error=access_denied&"));
    }

    @Test
    public void restartsWithTheSameRequest() {
        request.put("prompt", "consent login");
        request.put("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        request.put("code_challenge_method", "S256");
        request.put("login_hint", "jané");
        Flow flow = begin();
        provider.clock.advance(Duration.ofHours(2));
        Flow again = provider.signIn.restart(flow);
        assertFalse(again.isExpired(provider.clock.instant()));
        assertEquals(flow.request(), again.request());
        assertFalse(flow.id().equals(again.id()));
    }

    @Test
    public void restartsNothingThatTheClientMayNotHaveAnyMore() {
        request.put("connector_id", "local");
        Flow flow = begin();
        restrict("upstream");
        assertRefused(ErrorCode.ACCESS_DENIED, () -> provider.signIn.restart(flow));
        provider.put(TestProvider.confidential("app", "redirectURIs", "https://app.example/other"));
        assertTrue(assertRefused(ErrorCode.INVALID_REQUEST, () -> provider.signIn.restart(flow))
                .target()
                .isEmpty());
        provider.clients.remove("app");
        assertRefused(ErrorCode.UNAUTHORIZED_CLIENT, () -> provider.signIn.restart(flow));
    }

    private Completed complete(Flow flow) {
        return provider.signIn.complete(flow, Optional.empty());
    }

    private Flow begin() {
        return provider.signIn.begin(Parameters.of(request));
    }

    private List<String> ids(Flow flow) {
        return provider.signIn.choices(flow).stream().map(ConnectorStatus::id).toList();
    }

    private void restrict(String connectorId) {
        provider.put(TestProvider.confidential("app", "allowedConnectors", connectorId));
    }

    private static Return back(Optional<String> connectorId, Map<String, List<String>> query) {
        return new Return("GET", query, Map.of(), Map.of(), "127.0.0.1", connectorId, BACK);
    }
}
