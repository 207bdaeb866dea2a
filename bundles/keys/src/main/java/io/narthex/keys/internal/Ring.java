package io.narthex.keys.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All keys, as they are kept: for each slot (an algorithm) the one in use, the one that follows, and those that were in use.
 * A slot that this version does not know, written by a newer node, is carried along untouched.
 */
record Ring(Map<String, Slot> slots) {

    static final Ring EMPTY = new Ring(Map.of());

    Ring {
        slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
    }

    Slot slot(String name) {
        return slots.getOrDefault(name, Slot.EMPTY);
    }

    Ring with(String name, Slot slot) {
        Map<String, Slot> changed = new LinkedHashMap<>(slots);
        changed.put(name, slot);
        return new Ring(changed);
    }

    /**
     * The keys of one algorithm.
     *
     * @param current signs or seals; its time says since when
     * @param next published already; its time says from when on it may take over
     * @param retired checks or opens; its time says until when
     */
    record Slot(Optional<Key> current, Optional<Key> next, List<Key> retired) {

        static final Slot EMPTY = new Slot(Optional.empty(), Optional.empty(), List.of());

        Slot {
            retired = List.copyOf(retired);
        }
    }

    /**
     * A key.
     *
     * @param id hex digits
     * @param at see {@link Slot}; whole milliseconds
     * @param lifetime the longest life of anything it may have signed or sealed; zero if it has not begun
     * @param jwk its members without id and algorithm; secret ones among them
     */
    record Key(String id, Instant at, Duration lifetime, Map<String, String> jwk) {

        Key {
            jwk = Collections.unmodifiableMap(new LinkedHashMap<>(jwk));
        }

        Key lastingAtLeast(Duration life) {
            return lifetime.compareTo(life) >= 0 ? this : new Key(id, at, life, jwk);
        }

        /** Without the secrets. */
        @Override
        public String toString() {
            return "Key[id=" + id + ", at=" + at + "]";
        }
    }
}
