package io.narthex.itests.upstream;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.CoreMatchers.containsString;
import static org.hamcrest.CoreMatchers.not;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;

import com.google.gson.JsonObject;
import io.narthex.itests.ClaimsTable;
import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.Plugging;
import io.narthex.itests.RelyingParty;
import java.time.Duration;
import java.util.Map;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Narthex as the upstream of another Narthex. */
public class NarthexUpstreamTest {

    private static final String SCOPE = "openid email profile groups federated:id offline_access";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Distribution upstream;
    private static Distribution narthex;
    private static RelyingParty app;

    @BeforeClass
    public static void start() {
        narthex = Downstream.with("narthex-downstream", "narthex-connector-oidc");
        upstream = Distribution.demo("narthex-upstream");
        upstream.write(
                "narthex.client-narthex.cfg",
                "name = The other Narthex\nsecret = " + Downstream.SECRET + "\nredirectURIs = " + narthex.issuer()
                        + "/callback\n");
        connect();
        // The upstream is down: that stops neither the start nor the other connectors.
        narthex.start();
        app = new RelyingParty(narthex.issuer());
        String sub = "Cg0wLTM4NS0yODA4OS0wEgRtb2Nr";
        JsonObject tokens = RelyingParty.tokens(app.redeem(app.codeFromMock("openid")));
        assertEquals(sub, claims(tokens).get("sub").getAsString());
        Page page = new Journey().go(app.authorization(SCOPE, "connector_id", "up"));
        assertEquals(503, page.status());
        assertThat(page.text(), not(containsString(Downstream.SECRET)));
        upstream.start();
    }

    @AfterClass
    public static void stop() {
        narthex.close();
        upstream.close();
    }

    @Test
    public void signsInAndRefreshesThroughBoth() {
        JsonObject first = RelyingParty.tokens(app.redeem(app.code(signIn())));
        JsonObject claims = claims(first);
        assertEquals("Kilgore Trout", claims.get("name").getAsString());
        assertEquals("kilgore@kilgore.trout", claims.get("email").getAsString());
        assertEquals("true", claims.get("email_verified").toString());
        assertEquals("[\"authors\"]", claims.get("groups").toString());
        JsonObject last = first;
        for (int i = 0; i < 3; i++) {
            JsonObject next = RelyingParty.tokens(app.refresh(refreshToken(last)));
            assertEquals(claims.get("sub"), claims(next).get("sub"));
            assertNotEquals(refreshToken(last), refreshToken(next));
            last = next;
        }
    }

    @Test
    public void tellsOfAPersonWhatThePageSays() {
        ClaimsTable.assertTells("oidc", claims(RelyingParty.tokens(app.redeem(app.code(signIn())))));
    }

    @Test
    public void followsItsSettingsAndItsFeatureWithoutARestart() {
        String file = "narthex.connector-up.cfg";
        JsonObject[] last = {RelyingParty.tokens(app.redeem(app.code(signIn())))};
        narthex.set(file, "claimModifications.modifyGroupNames.prefix", "up:");
        try {
            await("the other name of the group").atMost(PATIENCE).until(() -> {
                last[0] = RelyingParty.tokens(app.refresh(refreshToken(last[0])));
                return claims(last[0]).get("groups").toString().equals("[\"up:authors\"]");
            });
            Plugging.assertComesAndGoes(narthex, app, "narthex-connector-oidc", "Upstream");
            JsonObject claims = claims(RelyingParty.tokens(app.redeem(app.code(signIn()))));
            assertEquals("[\"up:authors\"]", claims.get("groups").toString());
            assertEquals(200, app.refresh(refreshToken(last[0])).status());
        } finally {
            connect();
        }
    }

    @Test
    public void keepsPeopleSignedInWhileTheUpstreamIsAway() {
        JsonObject first = RelyingParty.tokens(app.redeem(app.code(signIn())));
        upstream.kill();
        try {
            assertEquals(503, app.refresh(refreshToken(first)).status());
        } finally {
            upstream.start();
        }
        assertEquals(200, app.refresh(refreshToken(first)).status());
    }

    @Test
    public void tellsACancelledSignInFromABrokenOne() {
        Journey journey = new Journey();
        Page question = toApproval(journey);
        Page end = journey.submit(question, Map.of("approval", "rejected"));
        assertEquals(4, end.status() / 100);
        assertThat(end.text(), not(containsString("access_denied")));
    }

    private static void connect() {
        Downstream.connect(
                narthex,
                upstream.issuer().toString(),
                Map.of("insecureEnableGroups", "true", "scopes", "profile, email, groups"));
    }

    private static Page signIn() {
        Journey journey = new Journey();
        return journey.submit(toApproval(journey), Map.of("approval", "approve"));
    }

    /** The upstream asks for approval because a refresh token is wanted. */
    private static Page toApproval(Journey journey) {
        Page choice = journey.go(app.authorization(SCOPE, "connector_id", "up"));
        assertThat(choice.address().toString(), containsString(upstream.issuer().toString()));
        return journey.go(choice.address().resolve(linkToMock(choice.text())));
    }

    private static String linkToMock(String page) {
        return page.replaceFirst("(?s).*href=\"([^\"]*/auth/mock[^\"]*)\".*", "$1")
                .replace("&amp;", "&")
                .replace("&#x3D;", "=");
    }

    private static String refreshToken(JsonObject tokens) {
        return tokens.get("refresh_token").getAsString();
    }

    private static JsonObject claims(JsonObject tokens) {
        try {
            return app.claims(tokens);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
