package io.narthex.keys.internal;

import io.narthex.keys.KeySet;
import io.narthex.keys.SigningAlgorithm;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Cipher;

/**
 * A ring ready for use: parsed, checked, immutable. Requests read it without a lock.
 *
 * @param signing what signs
 * @param checking what checks, by id
 * @param sealing what seals; empty only before the first ring
 * @param storing what seals for the store; empty also in a ring that an older version wrote
 * @param opening what opens, by id
 * @param keySet the published keys
 */
record LiveKeys(
        Map<SigningAlgorithm, JwsKey> signing,
        Map<String, JwsKey> checking,
        Optional<SealingKey> sealing,
        Optional<SealingKey> storing,
        Map<Long, SealingKey> opening,
        Optional<KeySet> keySet) {

    /** Before anything was read. */
    static final LiveKeys NONE =
            new LiveKeys(Map.of(), Map.of(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

    LiveKeys {
        signing = Map.copyOf(signing);
        checking = Map.copyOf(checking);
        opening = Map.copyOf(opening);
    }

    /**
     * Prepares a ring.
     *
     * @throws RingDamagedException if one of its keys can not be used
     */
    static LiveKeys of(Ring ring, KeySet keySet, Jca jca, SecureRandom random) {
        Map<SigningAlgorithm, JwsKey> signing = new EnumMap<>(SigningAlgorithm.class);
        Map<String, JwsKey> checking = new HashMap<>();
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            Ring.Slot slot = ring.slot(algorithm.slot());
            List<JwsKey> keys = new ArrayList<>();
            slot.current().ifPresent(key -> {
                JwsKey current = new JwsKey(algorithm, key, true, jca);
                signing.put(algorithm.algorithm(), current);
                keys.add(current);
            });
            slot.next().ifPresent(key -> keys.add(new JwsKey(algorithm, key, true, jca)));
            slot.retired().forEach(key -> keys.add(new JwsKey(algorithm, key, false, jca)));
            keys.forEach(key -> put(checking, key));
        }
        Pool<Cipher> ciphers = SealingKey.ciphers(jca);
        Map<Long, SealingKey> opening = new HashMap<>();
        Function<Ring.Key, SealingKey> prepare = key -> new SealingKey(key, random, ciphers);
        Optional<SealingKey> sealing = sealing(ring.slot(SealingKey.SLOT), prepare, opening);
        Optional<SealingKey> storing = sealing(ring.slot(SealingKey.STORE_SLOT), prepare, opening);
        return new LiveKeys(signing, checking, sealing, storing, opening, Optional.of(keySet));
    }

    /** What seals; everything that opens is added to the others. */
    private static Optional<SealingKey> sealing(
            Ring.Slot slot, Function<Ring.Key, SealingKey> prepare, Map<Long, SealingKey> opening) {
        Optional<SealingKey> current = slot.current().map(prepare);
        Stream.of(
                        current.stream(),
                        slot.next().stream().map(prepare),
                        slot.retired().stream().map(prepare))
                .flatMap(keys -> keys)
                .forEach(key -> opening.put(key.id(), key));
        return current;
    }

    private static void put(Map<String, JwsKey> checking, JwsKey key) {
        if (checking.putIfAbsent(key.id(), key) != null) {
            throw new RingDamagedException("key " + key.id() + ": more than once");
        }
    }

    /** Whether there is anything at all. */
    boolean isLoaded() {
        return keySet.isPresent();
    }

    Optional<JwsKey> toSign(SigningAlgorithm algorithm) {
        return Optional.ofNullable(signing.get(algorithm));
    }

    Optional<JwsKey> toCheck(String id) {
        return Optional.ofNullable(checking.get(id));
    }

    Optional<SealingKey> toOpen(long id) {
        return Optional.ofNullable(opening.get(id));
    }
}
