package io.narthex.example.app.internal;

import static io.narthex.example.app.internal.TestBrowser.location;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.example.app.internal.http.Params;
import io.narthex.example.app.internal.oidc.Randoms;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;

public final class SignInTest {

    @Rule
    public final RunningApp app = new RunningApp();

    private final TestBrowser browser = app.browser();

    @Test
    public void showsWhatTheSignInBrought() {
        String page = browser.signInAndShow("scope=email&scope=offline_access");

        assertTrue(page, page.contains("Kilgore &lt;Trout&gt;"));
        assertTrue(page.contains("&quot;sub&quot;: &quot;" + FakeProvider.SUBJECT + "&quot;"));
        assertTrue(page.contains("access-1") && page.contains("refresh-1"));
        assertTrue(page.contains("openid email offline_access"));
        assertTrue(page.contains("Signed with RS256"));
    }

    @Test
    public void asksForWhatWasTicked() {
        browser.post(
                "/login",
                "scope=groups&scope=federated%3Aid&scope=evil&extra_scopes=custom++groups&cross_client=cli+web"
                        + "&connector_id=mock");
        browser.get(location(browser.post(
                "/login", "scope=groups&extra_scopes=custom++groups&cross_client=cli+web" + "&connector_id=mock")));

        Params asked = app.provider.authorizations.get(0);
        assertEquals(
                Optional.of("openid groups custom audience:server:client_id:cli audience:server:client_id:web"),
                asked.one("scope"));
        assertEquals(Optional.of("mock"), asked.one("connector_id"));
        assertEquals(Optional.of("code"), asked.one("response_type"));
        assertEquals(Optional.of("S256"), asked.one("code_challenge_method"));
    }

    @Test
    public void understandsTheFormOfDexsExampleApplication() {
        browser.get(location(browser.post("/login", "extra_scopes=groups&cross_client=&offline_access=yes")));

        assertEquals(
                Optional.of("openid offline_access groups"),
                app.provider.authorizations.get(0).one("scope"));
    }

    @Test
    public void asksForOfflineAccessByTypeWhereTheScopeIsNotOffered() {
        app.provider.scopes = java.util.List.of("openid");
        browser.get(location(browser.post("/login", "scope=offline_access")));

        assertEquals(Optional.of("openid"), app.provider.authorizations.get(0).one("scope"));
        assertEquals(Optional.of("offline"), app.provider.authorizations.get(0).one("access_type"));
    }

    @Test
    public void provesThatItBeganTheSignInAndWhoItIs() {
        browser.signIn("");

        Params asked = app.provider.authorizations.get(0);
        Params exchanged = app.provider.tokenRequests.get(0);
        assertEquals(asked.one("code_challenge"), exchanged.one("code_verifier").map(Randoms::challenge));
        assertEquals(Optional.of(app.home() + "/callback"), exchanged.one("redirect_uri"));
        assertEquals(
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString((FakeProvider.CLIENT_ID + ":" + FakeProvider.CLIENT_SECRET)
                                        .getBytes(StandardCharsets.UTF_8)),
                app.provider.tokenCredentials.get(0));
        assertEquals(Optional.empty(), exchanged.one("client_secret"));
    }

    @Test
    public void usesFreshValuesForEverySignIn() {
        browser.signIn("");
        browser.signIn("");

        for (String name : new String[] {"state", "nonce", "code_challenge"}) {
            assertNotEquals(
                    app.provider.authorizations.get(0).one(name),
                    app.provider.authorizations.get(1).one(name));
        }
    }

    @Test
    public void letsTwoTabsSignInAtOnce() {
        String one = location(browser.post("/login", ""));
        String other = location(browser.post("/login", ""));

        HttpResponse<String> second = browser.get(location(browser.get(other)));
        assertEquals(303, second.statusCode());
        app.provider.claims = claims -> claims.claim(
                "nonce",
                Params.parse(URI.create(one).getRawQuery()).one("nonce").orElseThrow());
        String callback = location(browser.get(one));
        assertEquals(303, browser.get(callback).statusCode());
    }

    @Test
    public void refusesAStateThatItDidNotSend() {
        HttpResponse<String> answer = browser.get("/callback?code=some-code&state=other");

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains("belongs to no sign-in"));
        assertEquals(400, browser.get("/callback?code=some-code").statusCode());
        assertTrue(app.provider.tokenRequests.isEmpty());
    }

    @Test
    public void refusesAnAnswerThatAnotherBrowserAskedFor() {
        String callback = location(browser.get(location(browser.post("/login", ""))));

        assertEquals(400, app.browser().get(callback).statusCode());
        assertTrue(app.provider.tokenRequests.isEmpty());
        assertEquals("the owner is not harmed", 303, browser.get(callback).statusCode());
    }

    @Test
    public void takesAnAnswerOnce() {
        String callback = location(browser.get(location(browser.post("/login", ""))));

        assertEquals(303, browser.get(callback).statusCode());
        assertEquals(400, browser.get(callback).statusCode());
        assertEquals(1, app.provider.tokenRequests.size());
    }

    @Test
    public void forgetsASignInThatTakesTooLong() {
        String callback = location(browser.get(location(browser.post("/login", ""))));
        app.clock.advance(Duration.ofMinutes(31));

        assertEquals(400, browser.get(callback).statusCode());
    }

    @Test
    public void refusesAnAnswerOfAnotherIssuer() {
        app.provider.issuerInAnswer = "https://evil.example";

        HttpResponse<String> answer = browser.signIn("");
        assertEquals(502, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains("iss: expected the answer to come from"));
        assertTrue("the code goes to nobody", app.provider.tokenRequests.isEmpty());
    }

    @Test
    public void insistsOnTheIssuerOnlyWhereItIsAlwaysSent() {
        String withIssuer = location(browser.get(location(browser.post("/login", ""))));
        assertEquals(502, browser.get(withIssuer.replaceAll("&iss=.*", "")).statusCode());

        app.provider.saysWhoAnswers = false;
        app.clock.advance(Duration.ofMinutes(1));
        assertEquals(303, browser.signIn("").statusCode());
    }

    @Test
    public void showsTheProvidersError() {
        app.provider.error = "access_denied";

        HttpResponse<String> answer = browser.signIn("");
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains("access_denied: Not today"));
    }

    @Test
    public void showsTheErrorOfTheExchange() {
        app.provider.tokenError = "invalid_grant";

        HttpResponse<String> answer = browser.signIn("");
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains("invalid_grant: Used before"));
    }

    @Test
    public void saysThatTheProviderIsDownAndKeepsWhatWasFilledIn() {
        app.provider.close();

        HttpResponse<String> answer = browser.post("/login", "scope=groups&connector_id=corp");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains("The provider is not reachable"));
        assertTrue(answer.body().contains("name=\"scope\" value=\"groups\""));
        assertTrue(answer.body().contains("name=\"connector_id\" value=\"corp\""));
    }

    @Test
    public void findsTheProviderAsSoonAsItIsUp() {
        app.provider.discoveryStatus = 503;
        assertEquals(503, browser.post("/login", "").statusCode());

        app.provider.discoveryStatus = 200;
        assertEquals(303, browser.post("/login", "").statusCode());
    }

    @Test
    public void readsNoEndlessAnswer() {
        app.provider.discoveryPadding = "x".repeat(600_000);

        HttpResponse<String> answer = browser.post("/login", "");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains("its answer is larger than 524288 bytes"));
    }

    @Test
    public void saysWhatIsWrongWithTheForm() {
        HttpResponse<String> answer = browser.post("/login", "extra_scopes=a%22b&scope=groups");

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body(), answer.body().contains("role=\"alert\" id=\"problem\">Extra scopes: expected"));
        assertTrue(answer.body().contains("aria-describedby=\"extra_scopes-hint\" aria-invalid=\"true\""));
        assertTrue("keeps the input", answer.body().contains("value=\"a&quot;b\""));
        assertTrue(answer.body().contains("value=\"groups\" aria-describedby=\"scope-groups-hint\" checked"));
    }

    @Test
    public void showsNothingToOneWhoIsNotSignedIn() {
        assertEquals("/", location(browser.get("/session")));
        assertFalse(browser.get("/").body().contains("You are signed in"));
    }
}
