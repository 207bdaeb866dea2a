package io.narthex.provider.internal.account;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static io.narthex.provider.internal.session.TestBrowser.request;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.Identity;
import io.narthex.protocol.ErrorCode;
import io.narthex.provider.Account;
import io.narthex.provider.Account.Application;
import io.narthex.provider.Account.OpenSession;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.FakeUpstream;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.session.TestBrowser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.After;
import org.junit.Test;

public class OwnAccountTest {

    private final TestProvider provider = new TestProvider();
    private final Account account = new OwnAccount(
            () -> provider.settings,
            id -> Optional.ofNullable(provider.clients.get(id)),
            provider.connectors,
            provider.archive);
    private final TestBrowser browser = new TestBrowser(provider);
    private final TestBrowser phone = new TestBrowser(provider);

    @After
    public void stop() {
        provider.close();
    }

    @Test
    public void showsNobodyToNobody() {
        assertTrue(account.view(Optional.empty()).isEmpty());
        assertTrue(account.view(Optional.of("x")).isEmpty());
        browser.signIn(request("app", "openid"));
        assertTrue(account.view(browser.cookie.map(value -> value + "a")).isEmpty());
        provider.settings = TestProvider.settings("sessions.enabled", "false");
        assertTrue(account.view(browser.cookie).isEmpty());
        assertFalse(account.isThere());
    }

    @Test
    public void showsWhereThePersonIsSignedIn() {
        phone.signIn(request("other", "openid"));
        provider.clock.advance(Duration.ofHours(1));
        browser.signIn(request("app", "openid"));
        browser.signIn(request("other", "openid"));
        Account.View view = account.view(browser.cookie).orElseThrow();
        assertEquals("Jane Doe", view.userName());
        assertEquals(
                List.of(true, false),
                view.sessions().stream().map(OpenSession::isThis).toList());
        OpenSession mine = view.sessions().get(0);
        assertEquals("Fake local", mine.connectorName());
        assertEquals(List.of("The app", "The other"), mine.clientNames());
        assertEquals(
                mine.since().minus(Duration.ofHours(1)), view.sessions().get(1).since());
    }

    @Test
    public void showsWhatWasApprovedAndWhatCanBeRefreshed() {
        provider.put(TestProvider.confidential("app", "initiateLoginURI", "https://app.example/start?a=b"));
        provider.signIn.approve(provider.signedIn(request("app", "openid email")));
        browser.tokens(browser.signIn(request("other", "openid offline_access")), "other");
        browser.tokens(browser.signIn(request("app", "openid")), "app");
        List<Application> shown = account.view(browser.cookie).orElseThrow().applications();
        assertEquals(
                List.of("app", "other"),
                shown.stream().map(Application::clientId).toList());
        assertEquals(List.of("openid", "email"), shown.get(0).scopes());
        assertEquals(
                "https://app.example/start?a=b&iss=https%3A%2F%2Fid.example%2Fdex",
                shown.get(0).address().orElseThrow().toString());
        assertEquals(Optional.empty(), shown.get(1).address());
        provider.clients.remove("other");
        assertEquals(
                "other",
                account.view(browser.cookie).orElseThrow().applications().get(0).name());
    }

    @Test
    public void endsOneSession() {
        phone.signIn(request("app", "openid"));
        browser.signIn(request("app", "openid"));
        account.endSession(browser.cookie, phone.session().id());
        assertTrue(account.view(phone.cookie).isEmpty());
        assertEquals(1, account.view(browser.cookie).orElseThrow().sessions().size());
        account.endSession(browser.cookie, browser.session().id());
        assertTrue(account.view(browser.cookie).isEmpty());
    }

    @Test
    public void endsAllSessions() {
        phone.signIn(request("app", "openid"));
        browser.signIn(request("app", "openid"));
        account.endAllSessions(phone.cookie);
        assertTrue(account.view(phone.cookie).isEmpty());
        assertTrue(account.view(browser.cookie).isEmpty());
    }

    @Test
    public void takesBackWhatAnApplicationWasLetHave() {
        provider.signIn.approve(provider.signedIn(request("app", "openid offline_access")));
        TokenResponse gone = browser.tokens(browser.signIn(request("app", "openid offline_access")), "app");
        TokenResponse stays = browser.tokens(browser.signIn(request("other", "openid")), "other");
        account.removeApplication(browser.cookie, "app");
        assertRefused(
                ErrorCode.INVALID_GRANT,
                () -> provider.token(TestProvider.refresh(gone.refreshToken().orElseThrow())));
        assertRefused(ErrorCode.INVALID_TOKEN, () -> provider.tokens.userinfo(gone.accessToken()));
        provider.tokens.userinfo(stays.accessToken());
        assertTrue(provider.signIn.needsApproval(provider.signedIn(request("app", "openid"))));
        assertEquals(List.of(), account.view(browser.cookie).orElseThrow().applications());
    }

    @Test
    public void reachesNothingOfAnotherPerson() {
        provider.signIn.approve(provider.signedIn(request("app", "openid offline_access")));
        TokenResponse janes = phone.tokens(phone.signIn(request("app", "openid offline_access")), "app");
        provider.upstream.identity = Identity.of("jim-1");
        browser.signIn(request("app", "openid"));
        account.endSession(browser.cookie, phone.session().id());
        account.endAllSessions(Optional.of(phone.session().id()));
        account.removeApplication(browser.cookie, "app");
        assertEquals(List.of(), account.view(browser.cookie).orElseThrow().applications());
        account.endAllSessions(browser.cookie);
        assertEquals(1, account.view(phone.cookie).orElseThrow().applications().size());
        provider.upstream.identity = FakeUpstream.JANE;
        provider.token(TestProvider.refresh(janes.refreshToken().orElseThrow()));
    }
}
