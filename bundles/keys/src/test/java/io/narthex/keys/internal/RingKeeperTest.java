package io.narthex.keys.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.keys.SigningAlgorithm;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Keys come, sign and go in time. */
public final class RingKeeperTest {

    private static final Duration PERIOD = Duration.ofHours(6);

    private final WatchedStore store = new WatchedStore();
    private final JumpingClock clock = new JumpingClock();
    private final Policies policies = Policies.usual();

    private Node node() {
        return new Node(store, policies, clock);
    }

    @Test
    public void theFirstKeySignsAtOnceAndTheNextIsPublishedBesideIt() {
        Node node = node().tick();
        assertEquals(2, node.published().size());
        assertEquals(node.signing(), node.published().get(0));
        assertFalse(node.isDue());
    }

    @Test
    public void theNextKeyTakesOverAfterThePeriodAndNotBefore() {
        Node node = node().tick();
        List<String> first = node.published();
        clock.jump(PERIOD.minusSeconds(1));
        assertEquals(first, node.tick().published());
        clock.jump(Duration.ofSeconds(1));
        List<String> second = node.tick().published();
        assertEquals(first.get(1), second.get(0));
        assertEquals(first.get(0), second.get(2));
        assertFalse(first.contains(second.get(1)));
    }

    @Test
    public void noKeySignsBeforeItWasPublishedLongEnough() {
        policies.set(Policies.of(Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofMinutes(45), Duration.ZERO));
        Node node = node().tick();
        String first = node.signing();
        clock.jump(Duration.ofMinutes(44));
        assertEquals(first, node.tick().signing());
        clock.jump(Duration.ofMinutes(1));
        assertNotEquals(first, node.tick().signing());
    }

    @Test
    public void whoCachesTheKeySetAsLongAsToldNeverMeetsAnUnknownKey() {
        policies.set(Policies.of(Duration.ofMinutes(7), Duration.ofHours(1), Duration.ofMinutes(5), Duration.ZERO));
        Node node = node().tick();
        Duration cache = node.keys().keySet().orElseThrow().cacheFor();
        assertEquals(Duration.ofMinutes(4), cache);
        for (int minutes = 0; minutes < 60; minutes += (int) cache.toMinutes()) {
            Set<String> cached = new HashSet<>(node.published());
            for (int later = 0; later < cache.toMinutes(); later++) {
                clock.jump(Duration.ofMinutes(1));
                node.tick();
                assertTrue(cached.contains(node.signing()));
            }
        }
    }

    @Test
    public void aClientMayCacheTenMinutesAtMost() {
        assertEquals(
                Duration.ofMinutes(10),
                node().tick().keys().keySet().orElseThrow().cacheFor());
        policies.set(Policies.of(PERIOD, PERIOD, Duration.ofHours(1), Duration.ZERO));
        assertEquals(
                Duration.ofMinutes(10),
                node().tick().keys().keySet().orElseThrow().cacheFor());
    }

    @Test
    public void keepsAtMostFiveOldKeysWithTheNumbersOfDex() {
        policies.set(Policies.of(Duration.ofSeconds(5), Duration.ofSeconds(21), Duration.ofSeconds(2), Duration.ZERO));
        Node node = node().tick();
        int most = 0;
        for (int second = 0; second < 60; second++) {
            clock.jump(Duration.ofSeconds(1));
            most = Math.max(most, node.tick().published().size() - 2);
        }
        assertEquals(5, most);
    }

    @Test
    public void anOldKeyStaysUntilItsLastTokenHasExpiredAndTheExtraTimeIsOver() {
        Node node = node().tick();
        String old = node.signing();
        clock.jump(PERIOD);
        node.tick();
        // 24 hours of life, one of extra time, five minutes for clocks that differ.
        clock.jump(Duration.ofHours(25).plusMinutes(5).minusSeconds(1));
        assertTrue(node.tick().checks(old));
        clock.jump(Duration.ofSeconds(1));
        assertFalse(node.tick().checks(old));
        assertFalse(node.published().contains(old));
    }

    @Test
    public void aShorterLifeDoesNotCutOffTokensOfTheLongerOne() {
        Node node = node().tick();
        String old = node.signing();
        policies.set(Policies.of(PERIOD, Duration.ofHours(1), Duration.ofMinutes(11), Duration.ZERO));
        clock.jump(PERIOD);
        node.tick();
        clock.jump(Duration.ofDays(1));
        assertTrue(node.tick().checks(old));
    }

    @Test
    public void aLongerLifeHoldsForTheKeyThatSignsAlready() {
        Node node = node().tick();
        String old = node.signing();
        policies.set(Policies.of(PERIOD, Duration.ofDays(2), Duration.ofMinutes(11), Duration.ZERO));
        node.tick();
        policies.set(Policies.of(PERIOD, Duration.ofHours(1), Duration.ofMinutes(11), Duration.ZERO));
        clock.jump(PERIOD);
        node.tick();
        clock.jump(Duration.ofDays(2));
        assertTrue(node.tick().checks(old));
    }

    @Test
    public void thePrivateHalfOfAnOldKeyIsForgotten() {
        Node node = node().tick();
        clock.jump(PERIOD);
        node.tick();
        Ring ring = RingJson.read(store.body());
        assertEquals(
                Set.of("kty", "crv", "x", "y"),
                ring.slot("ES256").retired().get(0).jwk().keySet());
    }

    @Test
    public void aNodeThatStartsAgainGoesOnWithTheSameKeys() {
        List<String> before = node().tick().published();
        int writes = store.writes.get();
        assertEquals(before, node().tick().published());
        assertEquals(writes, store.writes.get());
    }

    @Test
    public void twoNodesThatStartTogetherAgree() {
        Node slow = node();
        Node quick = node();
        store.beforeWrite = quick::tick;
        slow.tick();
        assertEquals(quick.published(), slow.published());
    }

    @Test
    public void twoNodesThatRotateTogetherAgree() {
        Node slow = node().tick();
        Node quick = node().tick();
        clock.jump(PERIOD);
        store.beforeWrite = quick::tick;
        slow.tick();
        assertEquals(quick.published(), slow.published());
        assertEquals(3, slow.published().size());
    }

    @Test
    public void aKeyOfAnAddedAlgorithmSignsAtOnceBesideTheOthers() {
        Node node = node().tick();
        String es = node.signing();
        policies.algorithms(SigningAlgorithm.ES256, SigningAlgorithm.RS256);
        node.tick();
        assertEquals(4, node.published().size());
        assertTrue(node.keys().signing().containsKey(SigningAlgorithm.RS256));
        assertEquals(es, node.signing());
    }

    @Test
    public void aKeyOfARemovedAlgorithmGoesWhenItsPeriodIsOver() {
        policies.algorithms(SigningAlgorithm.ES256, SigningAlgorithm.RS256);
        Node node = node().tick();
        policies.algorithms(SigningAlgorithm.RS256);
        String es = node.tick().signing();
        clock.jump(PERIOD);
        node.tick();
        assertFalse(node.keys().signing().containsKey(SigningAlgorithm.ES256));
        assertTrue(node.checks(es));
    }

    @Test
    public void aKeyOfARemovedAlgorithmStaysPublishedUntilWhatItSignedHasExpired() {
        policies.algorithms(SigningAlgorithm.ES256, SigningAlgorithm.EDDSA);
        Node node = node().tick();
        String ed = node.keys().toSign(SigningAlgorithm.EDDSA).orElseThrow().id();
        policies.algorithms(SigningAlgorithm.ES256);
        clock.jump(PERIOD);
        node.tick();
        Ring.Slot slot = RingJson.read(store.body()).slot("EdDSA");
        assertTrue(slot.current().isEmpty() && slot.next().isEmpty());
        assertEquals(Set.of("kty", "crv", "x"), slot.retired().get(0).jwk().keySet());
        clock.jump(Duration.ofDays(1));
        assertTrue(node.tick().published().contains(ed));
        clock.jump(Duration.ofHours(1).plusMinutes(5));
        assertFalse(node.tick().published().contains(ed));
        assertFalse(node.checks(ed));
    }

    @Test
    public void allNodesReadTheKeysOfEveryAlgorithm() {
        policies.algorithms(SigningAlgorithm.values());
        Node node = node().tick();
        Node other = node().tick();
        assertEquals(2L * SigningAlgorithm.values().length, node.published().size());
        assertEquals(node.published(), other.published());
        clock.jump(PERIOD);
        assertEquals(
                3L * SigningAlgorithm.values().length, node.tick().published().size());
        assertEquals(node.published(), other.tick().published());
    }

    @Test
    public void goesOnWithItsKeysWhileTheStoreIsOutOfOrder() {
        Node node = node().tick();
        String signing = node.signing();
        store.failing = true;
        clock.jump(PERIOD);
        assertEquals(signing, node.tick().signing());
        store.failing = false;
        assertNotEquals(signing, node.tick().signing());
    }

    @Test
    public void neverWritesOverARecordThatIsDamaged() {
        String body = node().tick().tick().published().isEmpty() ? "" : store.body();
        for (String damaged : List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"format\":2,\"slots\":{}}",
                body.substring(0, body.length() / 2),
                body.replaceFirst("\"d\":\"[^\"]*\"", "\"d\":\"AQAB\""),
                body.replaceFirst("\"x\":\"[^\"]*\",", ""),
                body.replaceFirst("\"k\":\"[^\"]*\"", "\"k\":\"AQAB\""),
                body.replaceFirst("\"x\":\"", "\"x\":\"\\\\\""),
                // The next key under the name of the current one.
                body.replaceAll("[0-9a-f]{40}", "0".repeat(40)))) {
            store.put(damaged);
            int writes = store.writes.get();
            assertFalse(damaged, node().tick().tick().keys().isLoaded());
            assertEquals(damaged, store.body());
            assertEquals(writes, store.writes.get());
        }
    }

    @Test
    public void goesOnWithItsKeysWhenTheRecordBecomesDamagedAndRecovers() {
        Node node = node().tick();
        List<String> before = node.published();
        String body = store.body();
        store.put("{");
        clock.jump(PERIOD);
        assertEquals(before, node.tick().published());
        store.put(body);
        assertEquals(before.get(1), node.tick().signing());
    }

    @Test
    public void beginsAnewWhenTheRecordWasRemoved() {
        Node node = node().tick();
        String old = node.signing();
        store.remove(RingKeeper.RECORD);
        clock.jump(RingKeeper.READ_EVERY);
        node.tick();
        assertFalse(node.checks(old));
        assertEquals(2, node.published().size());
    }

    @Test
    public void carriesAlongWhatANewerNodeWrote() {
        Node node = node().tick();
        String foreign = "\"XX999\":{\"retired\":[{\"id\":\"00112233445566778899\",\"at\":1,\"lifetime\":0,"
                + "\"jwk\":{\"kty\":\"XX\"}}]},";
        store.put(store.body().replace("{\"ES256\"", "{" + foreign + "\"ES256\""));
        clock.jump(PERIOD);
        node.tick();
        assertTrue(store.body().contains("\"XX999\""));
        assertEquals(3, node.published().size());
    }

    @Test
    public void aLengthOfTimeFinerThanAMillisecondDoesNotMakeItWriteForEver() {
        policies.set(Policies.of(
                Duration.ofHours(6).plusNanos(7),
                Duration.ofDays(1).plusNanos(7),
                Duration.ofMinutes(11).plusNanos(7),
                Duration.ofNanos(7)));
        Node node = node().tick();
        assertFalse(node.isDue());
        clock.jump(PERIOD.plusSeconds(1));
        assertFalse(node.tick().isDue());
    }
}
