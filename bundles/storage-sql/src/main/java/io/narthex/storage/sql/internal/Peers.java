package io.narthex.storage.sql.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The nodes that have given a sign of life. Used by one thread. */
final class Peers {

    private static final Duration PATIENCE = Duration.ofMillis(1600);

    private final String self = UUID.randomUUID().toString();
    private final Map<String, Long> lastHeard = new HashMap<>();

    /** What this node is called; new whenever it starts. */
    String self() {
        return self;
    }

    /** Notes who spoke. Answers whether it was another node. */
    boolean heard(Notice notice, long nanos) {
        if (notice.node().equals(self)) {
            return false;
        }
        if (notice.leaving()) {
            lastHeard.remove(notice.node());
        } else {
            lastHeard.put(notice.node(), nanos);
        }
        return true;
    }

    /** Whether a node fell silent without a good-bye. Says so once. */
    boolean anyLost(long nanos) {
        return lastHeard.values().removeIf(heard -> nanos - heard > PATIENCE.toNanos());
    }

    /** Begins anew: after an interruption nothing follows from who was heard before. */
    void forget() {
        lastHeard.clear();
    }
}
