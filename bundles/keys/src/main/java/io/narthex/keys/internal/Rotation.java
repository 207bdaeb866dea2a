package io.narthex.keys.internal;

import io.narthex.keys.KeyPolicy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * When a key begins, is replaced and goes. Pure: a ring, a policy and a time give another ring.
 *
 * <p>The next key is in the ring, and so published, all the time; it takes over when the current one has served its period
 * and it has itself been published long enough. Only the first key of a slot is used at once.
 */
final class Rotation {

    private final List<SlotRule> rules;
    private final Instant now;

    Rotation(KeyPolicy policy, Instant now) {
        this.rules = SlotRule.of(policy);
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Whether anything is to be done. */
    boolean isDue(Ring ring) {
        return !advance(ring).equals(ring) || rules.stream().anyMatch(rule -> lacksKey(rule, ring));
    }

    /** The ring with all keys in the place where they belong by now. */
    Ring advance(Ring ring) {
        Ring advanced = ring;
        for (SlotRule rule : rules) {
            Ring.Slot slot = ring.slot(rule.slot());
            Ring.Slot moved = advance(rule, slot);
            if (!moved.equals(slot)) {
                advanced = advanced.with(rule.slot(), moved);
            }
        }
        return advanced;
    }

    /**
     * The ring with new keys where some are missing. Those that sign come first, alone: making the others can wait until
     * these are in use.
     */
    Ring fill(Ring ring, Function<SlotRule, Ring.Key> generate) {
        boolean startsSlot = rules.stream().anyMatch(rule -> rule.wanted() && hasNoCurrent(rule, ring));
        Ring filled = ring;
        for (SlotRule rule : rules) {
            Ring.Slot slot = ring.slot(rule.slot());
            if (!rule.wanted()) {
                continue;
            }
            if (startsSlot && slot.current().isEmpty()) {
                Ring.Key first = begin(rule, generate.apply(rule), now);
                filled = filled.with(rule.slot(), new Ring.Slot(Optional.of(first), slot.next(), slot.retired()));
            } else if (!startsSlot && slot.next().isEmpty()) {
                Ring.Key next = generate.apply(rule);
                filled = filled.with(rule.slot(), new Ring.Slot(slot.current(), Optional.of(next), slot.retired()));
            }
        }
        return filled;
    }

    private Ring.Slot advance(SlotRule rule, Ring.Slot slot) {
        List<Ring.Key> retired = new ArrayList<>(slot.retired());
        retired.removeIf(key -> !key.at().isAfter(now));
        if (slot.current().isEmpty()) {
            return new Ring.Slot(Optional.empty(), slot.next(), retired);
        }
        // What lived longer under an earlier policy still does, so the longest is remembered.
        Ring.Key first = slot.current().get();
        Ring.Key old = rule.wanted() ? first.lastingAtLeast(rule.lifetime()) : first;
        boolean served = !old.at().plus(rule.period()).isAfter(now);
        boolean followed = slot.next().filter(key -> !key.at().isAfter(now)).isPresent();
        if (served && !rule.wanted()) {
            // Not at once: while an edit spreads, nodes of two opinions would add and remove it in turn.
            retired.add(retire(rule, old));
            return new Ring.Slot(Optional.empty(), Optional.empty(), retired);
        }
        if (served && followed) {
            retired.add(retire(rule, old));
            return new Ring.Slot(slot.next().map(key -> begin(rule, key, now)), Optional.empty(), retired);
        }
        return new Ring.Slot(Optional.of(old), slot.next(), retired);
    }

    private Ring.Key retire(SlotRule rule, Ring.Key key) {
        Instant until = now.plus(key.lifetime()).plus(rule.extra()).truncatedTo(ChronoUnit.MILLIS);
        return new Ring.Key(key.id(), until, key.lifetime(), rule.format().retired(key.jwk()));
    }

    private static Ring.Key begin(SlotRule rule, Ring.Key key, Instant at) {
        return new Ring.Key(key.id(), at, rule.lifetime(), key.jwk());
    }

    private static boolean hasNoCurrent(SlotRule rule, Ring ring) {
        return ring.slot(rule.slot()).current().isEmpty();
    }

    private static boolean lacksKey(SlotRule rule, Ring ring) {
        Ring.Slot slot = ring.slot(rule.slot());
        return rule.wanted() && (slot.current().isEmpty() || slot.next().isEmpty());
    }
}
