package io.narthex.itests.system;

import static org.hamcrest.CoreMatchers.is;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.junit.Assert.assertTrue;

import io.narthex.itests.Client.Page;
import io.narthex.itests.Distribution;
import io.narthex.itests.RelyingParty;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.Test;

/** What has been acknowledged survives the loss of the process. */
public class CrashTest {

    @Test
    public void everyAcknowledgedRefreshTokenWorksAfterAKill() throws Exception {
        try (Distribution narthex = Distribution.demo("crash").start()) {
            RelyingParty app = new RelyingParty(narthex.issuer());
            Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
            ExecutorService people = Executors.newFixedThreadPool(8);
            List<Future<?>> signIns = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                signIns.add(people.submit(() -> signInUntilKilled(app, acknowledged)));
            }
            Awaitility.await().until(() -> acknowledged.size() >= 100);
            narthex.kill();
            for (Future<?> each : signIns) {
                each.get();
            }
            people.shutdown();
            assertTrue("killed while people were signing in", acknowledged.size() >= 100);

            narthex.start();
            for (String token : acknowledged) {
                Page answer = app.refresh(token);
                assertThat(answer.text(), answer.status(), is(200));
            }
        }
    }

    private static void signInUntilKilled(RelyingParty app, Queue<String> acknowledged) {
        try {
            while (true) {
                Page answer = app.redeem(app.codeFromMock("openid offline_access"));
                acknowledged.add(
                        RelyingParty.tokens(answer).get("refresh_token").getAsString());
            }
        } catch (UncheckedIOException killed) {
            // The process is gone in the middle of this sign-in, which nobody acknowledged.
        }
    }
}
