package io.narthex.provider.internal.upstream;

import static io.narthex.provider.internal.Refusals.assertRefused;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.ErrorCode;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.Parallel;
import io.narthex.provider.internal.RotatingUpstream;
import io.narthex.provider.internal.TestProvider;
import io.narthex.storage.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Two clients and two nodes, one person, and an upstream that takes the second use of a refresh token for theft. */
public class RotatingUpstreamTest {

    private static final int ROUNDS = 20;

    private final RotatingUpstream upstream = new RotatingUpstream();
    private final TestProvider first = new TestProvider();
    private final TestProvider second = first.another();

    @Before
    public void connect() {
        first.connectors.put("local", upstream);
        second.connectors.put("local", upstream);
    }

    @After
    public void stop() {
        first.close();
    }

    @Test(timeout = 60_000)
    public void logsNobodyOutThroughTwentyRounds() throws Exception {
        Session app = new Session("app");
        Session other = new Session("other");
        for (int round = 0; round < ROUNDS; round++) {
            AtomicInteger turn = new AtomicInteger(round);
            List<Object> outcomes = Parallel.outcomes(4, () -> {
                int number = turn.getAndIncrement();
                TestProvider node = number % 2 == 0 ? first : second;
                return (number / 2) % 2 == 0 ? app.refresh(node) : other.refresh(node);
            });
            assertTrue("round " + round + ": " + outcomes, outcomes.stream().allMatch(TokenResponse.class::isInstance));
        }
        assertEquals(0, upstream.thefts.get());
        assertTrue(upstream.refreshes + " refreshes", upstream.refreshes.get() <= ROUNDS * 4);
    }

    @Test(timeout = 60_000)
    public void logsNobodyOutWhenThePersonSignsInMeanwhile() throws Exception {
        Session app = new Session("app");
        for (int round = 0; round < ROUNDS; round++) {
            AtomicInteger turn = new AtomicInteger(round);
            List<Object> outcomes = Parallel.outcomes(
                    2, () -> turn.getAndIncrement() % 2 == 0 ? new Session("other").last : app.refresh(second));
            assertTrue("round " + round + ": " + outcomes, outcomes.stream().allMatch(TokenResponse.class::isInstance));
        }
        assertEquals(0, upstream.thefts.get());
    }

    @Test
    public void sharesOneLookAmongThoseWhoComeTogether() throws Exception {
        Session app = new Session("app");
        Session other = new Session("other");
        AtomicInteger turn = new AtomicInteger();
        Parallel.outcomes(2, () -> turn.getAndIncrement() == 0 ? app.refresh(first) : other.refresh(second));
        assertTrue(upstream.refreshes.get() <= 2);
        app.refresh(second);
        other.refresh(first);
        assertEquals(0, upstream.thefts.get());
    }

    @Test
    public void usesTheNewTokenAfterTheUpstreamFailedHalfWay() {
        Session app = new Session("app");
        upstream.isHalfDown = true;
        assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> app.refresh(first));
        assertRefused(ErrorCode.TEMPORARILY_UNAVAILABLE, () -> app.refresh(second));
        upstream.isHalfDown = false;
        app.refresh(second);
        assertEquals(0, upstream.thefts.get());
    }

    @Test
    public void endsTheGrantsWhoseUpstreamSessionIsOverAndLetsTheNextSignInIn() {
        Session app = new Session("app");
        Session other = new Session("other");
        upstream.forget();
        assertRefused(ErrorCode.INVALID_GRANT, () -> app.refresh(first));
        assertEquals(1, upstream.thefts.get());
        Session again = new Session("app");
        again.refresh(second);
        // The person came back before this client asked: it never noticed.
        other.refresh(first);
        assertEquals(1, upstream.thefts.get());
    }

    @Test
    public void keepsTheTokenOfTheUpstreamInOnePlaceOnlyAndSealed() {
        new Session("app").refresh(first);
        List<StoredRecord> grants =
                first.store.list("grant", Optional.empty(), 10).records();
        assertFalse(grants.isEmpty());
        assertTrue(grants.stream().noneMatch(record -> record.body().contains("token-")));
        List<StoredRecord> kept =
                first.store.list("upstream", Optional.empty(), 10).records();
        assertEquals(1, kept.size());
        assertFalse("as good as a password", kept.get(0).body().contains("token-"));
        assertTrue(kept.get(0).expiry().isPresent());
    }

    @Test
    public void keepsNothingOfASignInThatNobodyRefreshes() {
        first.settings = TestProvider.settings("sessions.enabled", "false");
        first.signInFor("openid");
        assertTrue(first.store.list("upstream", Optional.empty(), 10).records().isEmpty());
    }

    @Test
    public void keepsTheTokenForALaterClientOfTheSession() {
        first.signInFor("openid");
        assertEquals(
                1, first.store.list("upstream", Optional.empty(), 10).records().size());
    }

    /** One client's refresh tokens. */
    private final class Session {

        private final String client;
        private TokenResponse last;

        Session(String client) {
            this.client = client;
            Map<String, String> request = TestProvider.request("openid groups offline_access");
            request.put("client_id", client);
            Map<String, String> redemption = TestProvider.redemption(first.code(request));
            redemption.put("client_id", client);
            last = first.token(redemption);
        }

        /** Both nodes may be asked at once: the client then gets the same tokens twice. */
        TokenResponse refresh(TestProvider node) {
            Map<String, String> form = TestProvider.refresh(last.refreshToken().orElseThrow());
            form.put("client_id", client);
            TokenResponse response = node.token(form);
            last = response;
            return response;
        }
    }
}
