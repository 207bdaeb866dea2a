package io.narthex.keys.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.keys.Sealer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.After;
import org.junit.Test;

/** What only our nodes can read, and nobody can change. */
public final class RingSealerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final byte[] CONTENT = "state of a flow".getBytes(StandardCharsets.UTF_8);

    private final WatchedStore store = new WatchedStore();
    private final JumpingClock clock = new JumpingClock();
    private final Policies policies = Policies.usual();
    private final KeyRing ring = new KeyRing(store, policies, clock, Jca.PREFERRED, PATIENCE);
    private final Sealer sealer = new RingSealer(ring);

    @After
    public void stop() {
        ring.close();
    }

    @Test
    public void opensWhatItSealedForTheSamePurposeOnly() {
        String sealed = sealer.seal("flow", CONTENT);
        assertArrayEquals(CONTENT, sealer.open("flow", sealed).orElseThrow());
        assertFalse(sealer.open("token", sealed).isPresent());
        assertFalse(sealer.open("", sealed).isPresent());
    }

    @Test
    public void sealsTheSameContentInAnotherWayEachTime() {
        String one = sealer.seal("flow", CONTENT);
        assertNotEquals(one, sealer.seal("flow", CONTENT));
        assertTrue(one.matches("[A-Za-z0-9_-]+"));
        assertEquals((CONTENT.length + SealingKey.OVERHEAD_BYTES) * 4 / 3, one.length());
    }

    @Test
    public void refusesAValueOfWhichAnyCharacterWasChangedOrCut() {
        String sealed = sealer.seal("flow", CONTENT);
        for (int at = 0; at < sealed.length(); at++) {
            char other = sealed.charAt(at) == 'A' ? 'B' : 'A';
            String changed = sealed.substring(0, at) + other + sealed.substring(at + 1);
            assertFalse(sealer.open("flow", changed).isPresent());
            assertFalse(sealer.open("flow", sealed.substring(0, at)).isPresent());
        }
        assertFalse(sealer.open("flow", sealed + "=").isPresent());
        assertFalse(sealer.open("flow", sealed + "AAAA").isPresent());
    }

    @Test
    public void refusesWhatIsNotSealedAtAll() {
        for (String some :
                new String[] {"", "=", "\u20ac", "A", "AAAA", "A".repeat(47), "A".repeat(48), "A".repeat(4000)}) {
            assertFalse(some, sealer.open("flow", some).isPresent());
        }
        assertFalse(sealer.open("flow", "A".repeat(10_000_000)).isPresent());
    }

    @Test
    public void opensTheLongestAndTheEmptyContentAndRefusesMore() {
        byte[] longest = new byte[Sealer.MAX_CONTENT_BYTES];
        assertArrayEquals(
                longest, sealer.open("flow", sealer.seal("flow", longest)).orElseThrow());
        assertEquals(0, sealer.open("flow", sealer.seal("flow", new byte[0])).orElseThrow().length);
        assertThrows(IllegalArgumentException.class, () -> sealer.seal("flow", new byte[longest.length + 1]));
        assertThrows(IllegalArgumentException.class, () -> sealer.seal("", CONTENT));
        assertThrows(IllegalArgumentException.class, () -> sealer.seal("p".repeat(65), CONTENT));
    }

    @Test
    public void refusesWhatWasSealedWithTheKeysOfAnotherStore() {
        try (KeyRing foreign = new KeyRing(new WatchedStore(), policies, clock, Jca.PREFERRED, PATIENCE)) {
            assertFalse(sealer.open("flow", new RingSealer(foreign).seal("flow", CONTENT))
                    .isPresent());
        }
    }

    @Test
    public void anotherNodeOpensIt() {
        String sealed = sealer.seal("flow", CONTENT);
        try (KeyRing other = new KeyRing(store, policies, clock, Jca.PREFERRED, PATIENCE)) {
            assertArrayEquals(
                    CONTENT, new RingSealer(other).open("flow", sealed).orElseThrow());
        }
    }

    @Test
    public void whatWasSealedIsOpenedForItsWholeLifeAndNotForEver() {
        String sealed = sealer.seal("flow", CONTENT);
        Node other = new Node(store, policies, clock).tick();
        long id = SealingKey.idOf(Base64Url.decode(sealed).orElseThrow()).orElseThrow();
        for (int hours = 0; hours < 30; hours += 6) {
            assertTrue(other.tick().keys().toOpen(id).isPresent());
            clock.jump(Duration.ofHours(6));
        }
        clock.jump(Duration.ofHours(1));
        assertFalse(other.tick().keys().toOpen(id).isPresent());
    }

    @Test
    public void whatLiesInTheStoreIsOpenedThroughManyRotations() {
        Node other = new Node(store, policies, clock).tick();
        // The day before its key retires: the last value that it seals.
        clock.jump(Duration.ofDays(29));
        String sealed = sealer.sealForStore("upstream:jane", CONTENT);
        long id = SealingKey.idOf(Base64Url.decode(sealed).orElseThrow()).orElseThrow();
        for (int days = 0; days < 180; days++) {
            assertTrue("day " + days, other.tick().keys().toOpen(id).isPresent());
            clock.jump(Duration.ofDays(1));
        }
        clock.jump(Duration.ofDays(2));
        assertFalse(other.tick().keys().toOpen(id).isPresent());
    }

    @Test
    public void keysForTheStoreTakeTurnsOnceAMonth() {
        Node node = new Node(store, policies, clock).tick();
        for (int days = 0; days < 180; days++) {
            clock.jump(Duration.ofDays(1));
            node.tick().tick();
        }
        int old = RingJson.read(store.body())
                .slot(SealingKey.STORE_SLOT)
                .retired()
                .size();
        assertTrue(old + " old keys", old >= 5 && old <= 6);
    }

    @Test
    public void aValueForTheStoreIsNothingElse() {
        String sealed = sealer.sealForStore("upstream:jane", CONTENT);
        assertArrayEquals(CONTENT, sealer.open("upstream:jane", sealed).orElseThrow());
        assertFalse(sealer.open("upstream:joe", sealed).isPresent());
        assertFalse(sealer.open("flow", sealed).isPresent());
        assertThrows(IllegalArgumentException.class, () -> sealer.sealForStore("", CONTENT));
    }

    @Test
    public void waitsForTheFirstKeyForTheStoreInARingOfAnOlderVersion() {
        new Node(store, policies, clock).tick();
        Ring ring = RingJson.read(store.body());
        Map<String, Ring.Slot> older = new HashMap<>(ring.slots());
        older.remove(SealingKey.STORE_SLOT);
        store.put(RingJson.write(new Ring(older)));
        try (KeyRing late = new KeyRing(store, policies, clock, Jca.PREFERRED, PATIENCE)) {
            RingSealer upgraded = new RingSealer(late);
            assertTrue(upgraded.open("p", upgraded.sealForStore("p", CONTENT)).isPresent());
        }
    }
}
