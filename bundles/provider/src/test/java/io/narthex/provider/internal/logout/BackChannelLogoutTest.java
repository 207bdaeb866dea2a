package io.narthex.provider.internal.logout;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.TestProvider;
import io.narthex.provider.internal.fetch.ClientPosts;
import io.narthex.provider.internal.session.TestBrowser;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class BackChannelLogoutTest {

    private static final URI BACK = URI.create(TestProvider.ISSUER + "/logout/callback");

    private final TestProvider provider = new TestProvider();
    private final TestBrowser browser = new TestBrowser(provider);
    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int status = 200;
    private Optional<BackChannelLogout> sender = Optional.empty();

    private record Posted(URI uri, String token) {}

    private final ClientPosts posts = (uri, foreign, fields) -> {
        posted.add(new Posted(uri, Objects.requireNonNull(fields.get("logout_token"))));
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new UpstreamUnavailableException("POST " + uri + ": not reachable");
        }
        return status;
    };

    @Before
    public void registerClients() {
        provider.put(TestProvider.confidential("app", "backchannelLogoutURI", "https://app.example/out"));
        provider.put(TestProvider.confidential("other", "backchannelLogoutURI", "https://other.example/out"));
        provider.put(TestProvider.confidential("silent"));
    }

    @After
    public void close() {
        sender.ifPresent(BackChannelLogout::close);
        provider.close();
    }

    @Test
    public void tellsEachClientOfTheSessionThatWantsToKnow() throws Exception {
        browser.signIn(TestBrowser.request("app", "openid"));
        browser.goOn(TestBrowser.request("silent", "openid"));
        browser.goOn(TestBrowser.request("other", "openid"));
        String sid = browser.session().id();
        start();
        provider.logout.end(browser.cookie, BACK, "s");
        await().until(() -> posted.size() == 2 && kept() == 0);
        Posted one = posted.stream()
                .filter(post -> post.uri().getHost().equals("app.example"))
                .findFirst()
                .orElseThrow();
        JWSObject token = JWSObject.parse(one.token());
        assertEquals("logout+jwt", token.getHeader().getType().getType());
        assertTrue(provider.keys.verify("logout+jwt", one.token()).isPresent());
        assertTrue(provider.keys.verify(one.token()).isEmpty());
        JsonObject claims =
                JsonParser.parseString(token.getPayload().toString()).getAsJsonObject();
        assertEquals(TestProvider.ISSUER, claims.get("iss").getAsString());
        assertEquals("app", claims.get("aud").getAsString());
        assertEquals(sid, claims.get("sid").getAsString());
        assertEquals(
                "{\"http://schemas.openid.net/event/backchannel-logout\":{}}",
                claims.get("events").toString());
        assertFalse(claims.has("nonce"));
        assertEquals(120, claims.get("exp").getAsLong() - claims.get("iat").getAsLong());
        assertTrue(claims.has("jti") && claims.has("sub"));
    }

    @Test
    public void tellsAPairwiseClientByItsOwnNamesForPersonAndSession() throws Exception {
        provider.put(TestProvider.confidential(
                "app", "backchannelLogoutURI", "https://app.example/out", "subjectType", "pairwise"));
        TokenResponse tokens = browser.tokens(browser.signIn(TestBrowser.request("app", "openid")), "app");
        start();
        provider.logout.end(browser.cookie, BACK, "s");
        await().until(() -> posted.size() == 1);
        JWTClaimsSet known = JWTParser.parse(tokens.idToken().orElseThrow()).getJWTClaimsSet();
        JWTClaimsSet told = JWTParser.parse(posted.iterator().next().token()).getJWTClaimsSet();
        assertEquals(known.getSubject(), told.getSubject());
        assertEquals(known.getStringClaim("sid"), told.getStringClaim("sid"));
    }

    @Test
    public void triesAgainUntilTheClientAnswers() throws Exception {
        browser.signIn(TestBrowser.request("app", "openid"));
        failures.set(1);
        provider.logout.end(browser.cookie, BACK, "s");
        start();
        await().until(() -> posted.size() == 1 && failures.get() == 0);
        assertEquals(1, kept());
        provider.clock.advance(Duration.ofMinutes(1));
        await().atMost(Duration.ofSeconds(20)).until(() -> posted.size() == 2 && kept() == 0);
    }

    @Test
    public void givesUpAClientThatNeverAnswers() throws Exception {
        browser.signIn(TestBrowser.request("app", "openid"));
        failures.set(Integer.MAX_VALUE);
        provider.logout.end(browser.cookie, BACK, "s");
        LogoutNotices notices = notices();
        for (int tries = 1; tries <= 5; tries++) {
            assertEquals(1, notices.take().size());
            assertTrue("taken by somebody", notices.take().isEmpty());
            provider.clock.advance(Duration.ofMinutes(10));
        }
        assertTrue(notices.take().isEmpty());
        assertEquals(0, kept());
    }

    @Test
    public void doesNotInsistWhereTheClientRefusesTheToken() throws Exception {
        browser.signIn(TestBrowser.request("app", "openid"));
        status = 400;
        provider.logout.end(browser.cookie, BACK, "s");
        start();
        await().until(() -> posted.size() == 1 && kept() == 0);
    }

    @Test
    public void tellsOnceHoweverOftenTheSessionIsEnded() {
        browser.signIn(TestBrowser.request("app", "openid"));
        var session = browser.session();
        provider.archive.sessionEnd().end(session);
        provider.archive.sessionEnd().end(session);
        assertEquals(1, kept());
    }

    @Test
    public void tellsOfSessionsThatAnotherSignInEnds() {
        browser.signIn(TestBrowser.request("app", "openid"));
        provider.archive.sessionEnd().endAll(browser.session().owner());
        assertEquals(1, kept());
    }

    private int kept() {
        return provider.store
                .list(LogoutNotices.KIND, Optional.empty(), 10)
                .records()
                .size();
    }

    private LogoutNotices notices() {
        return new LogoutNotices(provider.store, id -> Optional.ofNullable(provider.clients.get(id)), provider.clock);
    }

    private void start() {
        sender = Optional.of(new BackChannelLogout(
                provider.store,
                () -> provider.settings,
                id -> Optional.ofNullable(provider.clients.get(id)),
                provider.tools,
                posts));
    }
}
