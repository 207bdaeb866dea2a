package io.narthex.keys.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.keys.KeysUnavailableException;
import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.After;
import org.junit.Test;

/** Keys while requests come in. */
public final class KeyRingTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration PERIOD = Duration.ofHours(6);

    private final WatchedStore store = new WatchedStore();
    private final JumpingClock clock = new JumpingClock();
    private final Policies policies = Policies.usual();
    private final List<KeyRing> rings = new ArrayList<>();

    @After
    public void stop() {
        rings.forEach(KeyRing::close);
    }

    private KeyRing ring(Duration patience) {
        KeyRing ring = new KeyRing(store, policies, clock, Jca.PREFERRED, patience);
        rings.add(ring);
        return ring;
    }

    private Signer signer(KeyRing ring) {
        return new RingSigner(ring, policies);
    }

    @Test
    public void aRequestWaitsForTheFirstKeys() {
        assertEquals(
                Optional.of("{}"), signer(ring(LONG)).verify(signer(ring(LONG)).sign(SigningAlgorithm.ES256, "{}")));
    }

    @Test
    public void aRequestDoesNotWaitForEver() {
        store.failing = true;
        KeyRing ring = ring(SHORT);
        KeysUnavailableException refusal = assertThrows(KeysUnavailableException.class, ring::keys);
        assertTrue(
                String.valueOf(refusal.getMessage()),
                String.valueOf(refusal.getMessage()).startsWith("keys: "));
        store.failing = false;
        await().until(() -> works(ring));
    }

    @Test
    public void aRequestDoesNotWaitForADamagedRecord() {
        store.put("{");
        KeysUnavailableException refusal = assertThrows(KeysUnavailableException.class, ring(LONG)::keys);
        assertTrue(
                String.valueOf(refusal.getMessage()),
                String.valueOf(refusal.getMessage()).contains("damaged"));
        assertEquals("{", store.body());
    }

    @Test
    public void takesOverWhatAnotherNodeRotated() {
        KeyRing ring = ring(LONG);
        ring.keys();
        Node other = new Node(store, policies, clock).tick();
        String before = other.signing();
        clock.jump(PERIOD);
        String after = other.tick().signing();
        assertNotEquals(before, after);
        await().until(() -> Node.kids(signer(ring).keySet()).get(0).equals(after));
    }

    @Test
    public void readsAgainForAnUnknownKeyButNotEachTime() {
        store.silent = true;
        new Node(store, policies, clock).tick();
        KeyRing ring = ring(LONG);
        ring.keys();
        await().until(() -> store.reads.get() >= 2);
        int reads = store.reads.get();
        clock.jump(KeyRing.REREAD_EVERY);
        for (int i = 0; i < 100; i++) {
            String kid = String.format("%040x", i);
            String header = Base64Url.encode(bytes("{\"alg\":\"ES256\",\"kid\":\"" + kid + "\"}"));
            assertEquals(Optional.empty(), signer(ring).verify(header + ".e30.AAAA"));
            assertFalse(new RingSealer(ring)
                    .open("flow", "A".repeat(47) + (char) ('A' + i % 2 * 16) + "AAAA")
                    .isPresent());
        }
        assertEquals(reads + 1, store.reads.get());
        clock.jump(KeyRing.REREAD_EVERY);
        assertFalse(new RingSealer(ring).open("flow", "A".repeat(52)).isPresent());
        assertEquals(reads + 2, store.reads.get());
    }

    @Test
    public void garbageDoesNotMakeItReadAgain() {
        store.silent = true;
        new Node(store, policies, clock).tick();
        KeyRing ring = ring(LONG);
        ring.keys();
        clock.jump(KeyRing.REREAD_EVERY);
        int reads = store.reads.get();
        assertEquals(Optional.empty(), signer(ring).verify("e30.e30.AAAA"));
        assertEquals(reads, store.reads.get());
    }

    @Test
    public void knowsAKeyThatItWasNotToldOfBecauseItReadsAgain() {
        store.silent = true;
        KeyRing ring = ring(LONG);
        ring.keys();
        await().until(() -> store.writes.get() == 2);
        // Everything was replaced behind its back, as after restoring a backup.
        store.remove(RingKeeper.RECORD);
        Node other = new Node(store, policies, clock).tick();
        String token = other.keys().toSign(SigningAlgorithm.ES256).orElseThrow().sign(JwsHeader.NO_TYPE, bytes("{}"));
        assertEquals(Optional.of("{}"), signer(ring).verify(token));
    }

    @Test
    public void signsWithAnAlgorithmThatWasAddedJustNow() {
        KeyRing ring = ring(LONG);
        assertTrue(signer(ring).keySet().document().length > 0);
        policies.algorithms(SigningAlgorithm.ES256, SigningAlgorithm.RS256);
        String token = signer(ring).sign(SigningAlgorithm.RS256, "{}");
        assertEquals(Optional.of("{}"), signer(ring).verify(token));
    }

    @Test
    public void publishesAKeyOfAnAddedAlgorithmThoughNobodySignsAndNoTimeGoesBy() {
        KeyRing ring = ring(LONG);
        assertEquals(Set.of(SigningAlgorithm.ES256), ring.keys().signing().keySet());
        policies.algorithms(SigningAlgorithm.values());
        // The clock stands still, so nothing here waits for the publish lead.
        await().until(() -> ring.keys().signing().keySet().equals(Set.of(SigningAlgorithm.values())));
        await().until(() -> Node.kids(signer(ring).keySet()).size() == 2 * SigningAlgorithm.values().length);
    }

    @Test
    public void doesNotReadAgainForATokenOfAnotherKind() {
        store.silent = true;
        new Node(store, policies, clock).tick();
        KeyRing ring = ring(LONG);
        ring.keys();
        clock.jump(KeyRing.REREAD_EVERY);
        int reads = store.reads.get();
        String header = JwsHeader.encode("ES256", "at+jwt", "0".repeat(40));
        assertEquals(Optional.empty(), signer(ring).verify(header + ".e30.AAAA"));
        assertEquals(Optional.empty(), signer(ring).verify("logout+jwt", header + ".e30.AAAA"));
        assertEquals(reads, store.reads.get());
    }

    @Test
    public void theEtagChangesWithTheDocument() {
        Node node = new Node(store, policies, clock).tick();
        String before = node.keys().keySet().orElseThrow().etag();
        assertEquals(
                before,
                new Node(store, policies, clock)
                        .tick()
                        .keys()
                        .keySet()
                        .orElseThrow()
                        .etag());
        clock.jump(PERIOD);
        assertNotEquals(before, node.tick().keys().keySet().orElseThrow().etag());
    }

    @Test
    public void manyThreadsSignSealAndCheckWhileKeysRotate() throws Exception {
        KeyRing one = ring(LONG);
        KeyRing two = ring(LONG);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                all.add(pool.submit(() -> {
                    for (int round = 0; round < 40; round++) {
                        String token = signer(one).sign(SigningAlgorithm.ES256, "{\"n\":" + round + "}");
                        assertTrue(signer(two).verify(token).isPresent());
                        String sealed = new RingSealer(two).seal("flow", bytes(token));
                        assertTrue(new RingSealer(one).open("flow", sealed).isPresent());
                    }
                }));
            }
            for (int rotation = 0; rotation < 3; rotation++) {
                clock.jump(PERIOD);
                int writes = store.writes.get();
                await().until(() -> store.writes.get() > writes);
            }
            for (Future<?> done : all) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static boolean works(KeyRing ring) {
        try {
            return ring.keys().isLoaded();
        } catch (KeysUnavailableException e) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
