package io.narthex.provider.internal.connector;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.provider.ConnectorNotReadyException;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.ConnectorStatus.State;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.provider.internal.connector.FakeFactory.FakeConnector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class ConnectorsTest {

    private static final Duration PATIENCE = Duration.ofMillis(400);
    private static final Times TIMES = new Times(
            () -> PATIENCE,
            Duration.ofMillis(400),
            Duration.ofMillis(150),
            Duration.ofMillis(20),
            Duration.ofMillis(50));

    private final FakeDefinitions files = new FakeDefinitions();
    private final FakeDefinitions storage = new FakeDefinitions();
    private final FakeFactory factory = new FakeFactory();
    private Connectors connectors = new Connectors(List.of(), TIMES);

    @Before
    public void start() {
        connectors.close();
        connectors = new Connectors(List.of(files, storage), TIMES);
    }

    @After
    public void stop() {
        factory.gate.countDown();
        connectors.close();
    }

    @Test
    public void opensWhatIsDefinedAndSortsItByName() {
        define("x", "beta");
        define("y", "Alpha");
        define("a", "Beta");
        connectors.add("fake", 0, factory);
        awaitState("x", State.READY);
        awaitState("y", State.READY);
        awaitState("a", State.READY);
        assertEquals(
                List.of("y", "a", "x"),
                connectors.connectors().stream().map(ConnectorStatus::id).toList());
        assertEquals("beta", host("x"));
        assertTrue(status("x").canRefresh());
        await().until(() -> files.lastGood.size() == 3);
    }

    @Test
    public void waitsForAFactoryThatComesAMomentLater() {
        define("x", "one");
        later(() -> connectors.add("fake", 0, factory));
        assertEquals("one", host("x"));
    }

    @Test
    public void saysWhichFeatureToInstall() {
        define("x", "one");
        files.define("m", "mockCallback", "Mock", Map.of());
        assertEquals(
                Optional.of("type 'fake' is not installed: feature:install narthex-connector-fake"),
                status("x").problem());
        assertEquals(
                Optional.of("type 'mockCallback' is not installed: feature:install narthex-connector-mock"),
                status("m").problem());
        assertEquals(State.WAITING, status("x").state());
        assertFalse(status("x").isOffered());
        ConnectorNotReadyException refusal = assertThrows(ConnectorNotReadyException.class, () -> host("x"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("feature:install"));
    }

    @Test
    public void opensAChangedDefinitionBeforeItClosesTheOldOne() {
        ready("x", "one");
        FakeConnector old = factory.last();
        factory.gate = new CountDownLatch(1);
        define("x", "two");
        assertEquals("one", host("x"));
        assertFalse(old.closed);
        factory.gate.countDown();
        await().until(() -> host("x").equals("two"));
        await().until(() -> old.closed);
    }

    @Test
    public void keepsTheOldOneWhenTheNewSettingsAreWrong() {
        ready("x", "one");
        files.define("x", "fake", "renamed", Map.of("host", "wrong"));
        await().until(() -> status("x").problem().isPresent());
        assertEquals("one", host("x"));
        assertEquals(State.READY, status("x").state());
        assertEquals("one", status("x").name());
        assertEquals(
                Optional.of("host: expected a good one, got 'wrong'"),
                status("x").problem());
        await().until(() -> files.refusals.equals(List.of("host: expected a good one, got 'wrong'")));
        define("x", "one");
        await().until(() -> status("x").problem().isEmpty());
        assertEquals(1, factory.opened.size());
    }

    @Test
    public void refusesAKeyThatTheFactoryDidNotAskFor() {
        files.define("x", "fake", "X", Map.of("host", "one", "hots", "two"));
        connectors.add("fake", 0, factory);
        awaitState("x", State.FAILED);
        assertEquals(
                Optional.of("hots: unknown key, expected one of host"),
                status("x").problem());
        assertFalse(status("x").isOffered());
        await().until(() -> factory.last().closed);
    }

    @Test
    public void fallsBackOnTheLastGoodOneOfAnEarlierRun() {
        files.lastGood.put("x", new ConnectorDefinition("x", "fake", "X", Map.of("host", "good")));
        define("x", "wrong");
        connectors.add("fake", 0, factory);
        awaitState("x", State.READY);
        assertEquals("good", host("x"));
        assertTrue(status("x").problem().isPresent());
    }

    @Test
    public void fallsBackOnTheLastGoodOneWhenItsNewTypeIsNotInstalled() {
        files.lastGood.put("x", new ConnectorDefinition("x", "fake", "X", Map.of("host", "good")));
        files.define("x", "ldap", "X", Map.of("host", "two"));
        connectors.add("fake", 0, factory);
        awaitState("x", State.READY);
        assertEquals("good", host("x"));
        assertEquals(
                Optional.of("type 'ldap' is not installed: feature:install narthex-connector-ldap"),
                status("x").problem());
    }

    @Test
    public void renamesWithoutOpeningAgain() {
        ready("x", "one");
        files.define("x", "fake", "Another name", Map.of("host", "one"));
        await().until(() -> status("x").name().equals("Another name"));
        assertEquals(1, factory.opened.size());
    }

    @Test
    public void aRemovedConnectorIsGoneAtOnceAndClosedWhenTheLastCallHasLeft() {
        ready("x", "one");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread caller = caller("x", inside, leave);
        await().until(() -> inside.getCount() == 0);
        files.remove("x");
        assertThrows(UnknownConnectorException.class, () -> host("x"));
        assertEquals(List.of(), connectors.connectors());
        assertFalse(factory.last().closed);
        leave.countDown();
        await().until(() -> factory.last().closed);
        await().until(() -> !caller.isAlive());
    }

    @Test
    public void keepsThePlaceOfAConnectorWhoseBundleIsExchanged() {
        ready("x", "one");
        FakeFactory upgraded = new FakeFactory();
        connectors.remove(factory);
        assertTrue(factory.last().closed);
        assertEquals(State.UPGRADING, status("x").state());
        assertTrue(status("x").isOffered());
        assertTrue(status("x").canRefresh());
        later(() -> connectors.add("fake", 0, upgraded));
        assertEquals("one", host("x"));
        assertEquals(1, upgraded.opened.size());
        assertEquals(State.READY, status("x").state());
    }

    @Test
    public void offersItNoMoreWhenItsBundleStaysAway() {
        ready("x", "one");
        connectors.remove(factory);
        assertThrows(ConnectorNotReadyException.class, () -> host("x"));
        assertEquals(State.WAITING, status("x").state());
        assertFalse(status("x").isOffered());
    }

    @Test
    public void holdsABundleUpUntilTheCallsInsideHaveLeft() {
        ready("x", "one");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread caller = caller("x", inside, leave);
        await().until(() -> inside.getCount() == 0);
        later(leave::countDown);
        connectors.remove(factory);
        assertEquals(0, leave.getCount());
        assertTrue(factory.last().closed);
        await().until(() -> !caller.isAlive());
    }

    @Test
    public void closesAConnectorAtLastAlthoughACallDoesNotLeave() {
        ready("x", "one");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        caller("x", inside, leave);
        await().until(() -> inside.getCount() == 0);
        FakeConnector old = factory.last();
        define("x", "two");
        await().until(() -> host("x").equals("two"));
        assertFalse(old.closed);
        await().until(() -> old.closed);
        leave.countDown();
    }

    @Test
    public void movesToAFactoryOfHigherRankAndBack() {
        ready("x", "one");
        FakeFactory better = new FakeFactory();
        connectors.add("fake", 5, better);
        await().until(() -> better.opened.size() == 1 && factory.last().closed);
        assertEquals("one", host("x"));
        connectors.remove(better);
        assertEquals("one", host("x"));
        assertEquals(2, factory.opened.size());
    }

    @Test
    public void triesAgainInTheBackgroundWhatFailedForAnotherReasonThanItsSettings() {
        factory.failure = Optional.of(new UpstreamUnavailableException("directory is down"));
        define("x", "one");
        connectors.add("fake", 0, factory);
        awaitState("x", State.FAILED);
        assertEquals(
                Optional.of("it does not open: directory is down"), status("x").problem());
        assertThrows(ConnectorNotReadyException.class, () -> host("x"));
        assertEquals(List.of(), files.refusals);
        factory.failure = Optional.empty();
        awaitState("x", State.READY);
        assertEquals(Optional.empty(), status("x").problem());
    }

    @Test
    public void doesNotRepeatTheWordsOfAnUnknownFailure() {
        factory.failure = Optional.of(new IllegalStateException("password hunter2 is bad"));
        define("x", "one");
        connectors.add("fake", 0, factory);
        awaitState("x", State.FAILED);
        assertEquals(
                Optional.of("it does not open: java.lang.IllegalStateException"),
                status("x").problem());
    }

    @Test
    public void oneThatHangsHoldsUpNobodyElse() {
        FakeFactory hanging = new FakeFactory();
        hanging.gate = new CountDownLatch(1);
        connectors.add("slow", 0, hanging);
        for (int i = 0; i < 3; i++) {
            files.define("h" + i, "slow", "hangs", Map.of("host", "one"));
        }
        ready("x", "one");
        assertEquals("one", host("x"));
        awaitState("h0", State.FAILED);
        assertEquals(
                Optional.of("it has not opened within 0 seconds"), status("h0").problem());
        hanging.gate.countDown();
        awaitState("h0", State.READY);
        awaitState("h2", State.READY);
    }

    @Test
    public void saysWhatFailsAtTheUpstreamUntilItHasToldOfSomebody() {
        ready("x", "one");
        failAtUpstream("x", "GET https://up.example/keys: not reachable");
        String problem = status("x").problem().orElseThrow();
        assertTrue(problem, problem.startsWith("the upstream fails since 20"));
        assertTrue(problem, problem.endsWith("Z: GET https://up.example/keys: not reachable"));
        assertEquals(State.READY, status("x").state());

        // A call that does not ask the upstream proves nothing.
        host("x");
        assertEquals(Optional.of(problem), status("x").problem());
        connectors.answered("x");
        assertEquals(Optional.empty(), status("x").problem());
        connectors.answered("nobody");

        failAtUpstream("x", "down");
        define("x", "two");
        await("what another definition met says nothing of this one")
                .until(() -> status("x").problem().isEmpty());
    }

    @Test
    public void saysWhatAConnectorKnowsToBeWrong() {
        ready("x", "one");
        factory.last().trouble = Optional.of("old keys");
        assertEquals(Optional.of("old keys"), status("x").problem());
        failAtUpstream("x", "down");
        assertTrue(status("x").problem().orElseThrow().endsWith(": down"));
        factory.last().trouble = Optional.empty();
        connectors.answered("x");
        assertEquals(Optional.empty(), status("x").problem());
    }

    private void failAtUpstream(String id, String message) {
        assertThrows(
                UpstreamUnavailableException.class,
                () -> connectors.use(id, connector -> {
                    throw new UpstreamUnavailableException(message);
                }));
    }

    @Test
    public void theFirstSourceHasTheIdAndTheOtherIsToldSo() {
        ready("x", "one");
        storage.define("x", "fake", "X", Map.of("host", "two"));
        assertEquals(List.of("id: 'x' is already defined elsewhere"), storage.refusals);
        assertEquals("one", host("x"));
        files.remove("x");
        await().until(() -> host("x").equals("two"));
    }

    private void define(String id, String host) {
        files.define(id, "fake", host, Map.of("host", host));
    }

    private void ready(String id, String host) {
        define(id, host);
        connectors.add("fake", 0, factory);
        awaitState(id, State.READY);
        await().until(() -> files.lastGood.containsKey(id));
    }

    private String host(String id) {
        return connectors.use(id, connector -> ((FakeConnector) connector).ask());
    }

    private ConnectorStatus status(String id) {
        return connectors.find(id).orElseThrow();
    }

    private void awaitState(String id, State state) {
        await().until(() -> status(id).state() == state);
    }

    private static void later(Runnable action) {
        Thread thread = new Thread(() -> {
            try {
                new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
            action.run();
        });
        thread.setDaemon(true);
        thread.start();
    }

    private Thread caller(String id, CountDownLatch inside, CountDownLatch leave) {
        Thread thread = new Thread(() -> connectors.use(id, connector -> {
            inside.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return id;
        }));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
