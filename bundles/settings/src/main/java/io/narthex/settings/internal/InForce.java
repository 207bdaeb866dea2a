package io.narthex.settings.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is in force, by PID, and who has which id. Not safe for use by many threads. */
final class InForce<T> {

    private final boolean distinctIds;
    private final Map<String, Held<T>> byPid = new HashMap<>();
    private final Map<String, Held<T>> byId = new HashMap<>();

    InForce(boolean distinctIds) {
        this.distinctIds = distinctIds;
    }

    Collection<Held<T>> all() {
        return byPid.values();
    }

    Set<String> pids() {
        return Set.copyOf(byPid.keySet());
    }

    Optional<Held<T>> find(String pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    /** Who else has the id that a candidate wants. */
    Optional<Held<T>> rival(Held<T> candidate) {
        return Optional.ofNullable(byId.get(candidate.id()))
                .filter(held ->
                        distinctIds && !held.raw().pid().equals(candidate.raw().pid()));
    }

    void put(Held<T> held) {
        remove(held.raw().pid());
        byPid.put(held.raw().pid(), held);
        byId.put(held.id(), held);
    }

    void remove(String pid) {
        Optional.ofNullable(byPid.remove(pid)).ifPresent(held -> byId.remove(held.id(), held));
    }
}
