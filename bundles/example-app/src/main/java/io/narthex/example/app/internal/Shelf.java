package io.narthex.example.app.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps a bounded number of things for a bounded time; the oldest makes way for the newest. */
final class Shelf<T> {

    private final int most;
    private final Duration kept;
    private final Clock clock;
    private final Map<String, Entry<T>> entries = new LinkedHashMap<>();

    private record Entry<T>(T thing, Instant until) {}

    Shelf(int most, Duration kept, Clock clock) {
        this.most = most;
        this.kept = kept;
        this.clock = clock;
    }

    synchronized void put(String key, T thing) {
        Instant now = clock.instant();
        entries.values().removeIf(entry -> !entry.until().isAfter(now));
        while (entries.size() >= most) {
            entries.remove(entries.keySet().iterator().next());
        }
        entries.put(key, new Entry<>(thing, now.plus(kept)));
    }

    synchronized Optional<T> find(String key) {
        return Optional.ofNullable(entries.get(key))
                .filter(entry -> entry.until().isAfter(clock.instant()))
                .map(Entry::thing);
    }

    /** Takes it away; of several who try, one gets it. */
    synchronized Optional<T> take(String key) {
        Optional<T> found = find(key);
        entries.remove(key);
        return found;
    }
}
