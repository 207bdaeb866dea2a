package io.narthex.provider.internal.connector;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.provider.internal.connector.FakeFactory.FakeConnector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.Test;

/** People sign in while connectors are changed and their bundles exchanged; nobody notices. */
public class HotSwapTest {

    private final FakeDefinitions files = new FakeDefinitions();
    private final Connectors connectors = new Connectors(List.of(files), Times.with(() -> Duration.ofSeconds(10)));
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong calls = new AtomicLong();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    public void noCallFailsWhileTheDefinitionChangesTwoHundredTimes() throws InterruptedException {
        FakeFactory factory = new FakeFactory();
        connectors.add("fake", 0, factory);
        define(0);
        List<Thread> callers = startCallers();
        for (int i = 1; i <= 200; i++) {
            int generation = i;
            define(generation);
            await().pollInterval(Duration.ofMillis(1)).until(() -> host().equals("host" + generation));
        }
        finish(callers);
        await().until(() -> factory.opened.stream().filter(one -> !one.closed).count() == 1);
        connectors.close();
        assertTrue(factory.last().closed);
    }

    @Test
    public void noCallFailsWhileTheBundleIsExchangedTwoHundredTimes() throws InterruptedException {
        FakeFactory factory = new FakeFactory();
        connectors.add("fake", 0, factory);
        define(0);
        List<Thread> callers = startCallers();
        for (int i = 1; i <= 200; i++) {
            connectors.remove(factory);
            assertTrue(factory.opened.stream().allMatch(one -> one.closed));
            factory = new FakeFactory();
            connectors.add("fake", 0, factory);
            assertEquals("host0", host());
        }
        finish(callers);
        connectors.close();
    }

    private void define(int generation) {
        files.define("x", "fake", "X", Map.of("host", "host" + generation));
    }

    private String host() {
        return connectors.use("x", connector -> ((FakeConnector) connector).ask());
    }

    private List<Thread> startCallers() {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Thread caller = new Thread(this::callUntilStopped);
            caller.start();
            callers.add(caller);
        }
        return callers;
    }

    private void callUntilStopped() {
        while (!stop.get()) {
            try {
                String answer = connectors.use("x", connector -> {
                    String first = ((FakeConnector) connector).ask();
                    LockSupport.parkNanos(50_000); // long enough to be inside while it is exchanged
                    return first.equals(((FakeConnector) connector).ask()) ? first : "another";
                });
                if (!answer.startsWith("host")) {
                    throw new IllegalStateException(answer);
                }
                calls.incrementAndGet();
            } catch (RuntimeException e) {
                failures.add(e); // whatever it is, the test shows it
                return;
            }
        }
    }

    private void finish(List<Thread> callers) throws InterruptedException {
        stop.set(true);
        for (Thread caller : callers) {
            caller.join(10_000);
        }
        assertEquals(List.of(), List.copyOf(failures));
        assertTrue(calls.get() > 200);
    }
}
