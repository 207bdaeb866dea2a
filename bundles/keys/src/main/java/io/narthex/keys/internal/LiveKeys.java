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
import javax.crypto.Cipher;

/**
 * A ring ready for use: parsed, checked, immutable. Requests read it without a lock.
 *
 * @param signing what signs
 * @param checking what checks, by the encoded header of the tokens that it signed
 * @param sealing what seals; empty only before the first ring
 * @param opening what opens, by id
 * @param keySet the published keys
 */
record LiveKeys(
        Map<SigningAlgorithm, JwsKey> signing,
        Map<String, JwsKey> checking,
        Optional<SealingKey> sealing,
        Map<Long, SealingKey> opening,
        Optional<KeySet> keySet) {

    /** Before anything was read. */
    static final LiveKeys NONE = new LiveKeys(Map.of(), Map.of(), Optional.empty(), Map.of(), Optional.empty());

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
            keys.forEach(key -> checking.put(key.header(), key));
        }
        Pool<Cipher> ciphers = SealingKey.ciphers(jca);
        Ring.Slot slot = ring.slot(SealingKey.SLOT);
        Optional<SealingKey> sealing = slot.current().map(key -> new SealingKey(key, random, ciphers));
        List<SealingKey> opening = new ArrayList<>();
        sealing.ifPresent(opening::add);
        slot.next().ifPresent(key -> opening.add(new SealingKey(key, random, ciphers)));
        slot.retired().forEach(key -> opening.add(new SealingKey(key, random, ciphers)));
        Map<Long, SealingKey> byId = new HashMap<>();
        opening.forEach(key -> byId.put(key.id(), key));
        return new LiveKeys(signing, checking, sealing, byId, Optional.of(keySet));
    }

    /** Whether there is anything at all. */
    boolean isLoaded() {
        return keySet.isPresent();
    }

    Optional<JwsKey> toSign(SigningAlgorithm algorithm) {
        return Optional.ofNullable(signing.get(algorithm));
    }

    Optional<JwsKey> toCheck(String header) {
        return Optional.ofNullable(checking.get(header));
    }

    Optional<SealingKey> toOpen(long id) {
        return Optional.ofNullable(opening.get(id));
    }
}
