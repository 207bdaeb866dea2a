package io.narthex.keys.internal;

import io.narthex.keys.KeySet;
import io.narthex.keys.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A node without threads: it does what is due when the test says so. */
final class Node {

    private static final Pattern KID = Pattern.compile("\"kid\": \"([0-9a-f]{40})\"");

    private final RingKeeper keeper;

    Node(WatchedStore store, Policies policies, JumpingClock clock) {
        this.keeper = new RingKeeper(store, policies, clock, Jca.PREFERRED);
    }

    /** What the background thread does every second. */
    Node tick() {
        keeper.tick();
        return this;
    }

    boolean isDue() {
        return keeper.isDue();
    }

    LiveKeysHolder holder() {
        return keeper.holder();
    }

    LiveKeys keys() {
        return keeper.holder().get();
    }

    /** The published ids, those that sign first. */
    List<String> published() {
        return kids(keys().keySet().orElseThrow());
    }

    /** The id of the key that signs with ES256. */
    String signing() {
        return keys().toSign(SigningAlgorithm.ES256).orElseThrow().id();
    }

    boolean checks(String kid) {
        return keys().toCheck(kid).isPresent();
    }

    static List<String> kids(KeySet set) {
        String text = new String(set.document(), StandardCharsets.UTF_8);
        return KID.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    static String kidOf(String jws) {
        return JwsHeader.read(jws.substring(0, jws.indexOf('.'))).orElseThrow().kid();
    }
}
