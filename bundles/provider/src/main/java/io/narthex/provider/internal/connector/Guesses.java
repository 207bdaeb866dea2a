package io.narthex.provider.internal.connector;

import io.narthex.connector.support.TokenBuckets;
import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.TooManyAttemptsException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds how many wrong passwords are checked: for one person from one source, so that nobody's account is guessed at; for
 * one person in all, so that many sources together do not; and from one source, so that it does not try one password with
 * everybody.
 *
 * <p>The first bound is far below the second, and refills more slowly, so that a single source never keeps a person from
 * signing in elsewhere, however long it goes on.
 *
 * <p>A password counts as wrong while it is checked, or many that come at once would be a way around the bounds. Who would be
 * refused for that alone waits for the others instead: a crowd that knows its passwords gets in.
 *
 * <p>Each node counts for itself, and begins anew with every start: nothing is written down for a stranger's guess.
 */
final class Guesses {

    /** Whoever is here holds a thread of the HTTP server, which has 192 of them: where so many are, nobody waits. */
    private static final int MOST_PRESENT = 128;

    private static final Duration MOST_PATIENCE = Duration.ofSeconds(10);

    private final Bound source;
    private final Bound personFromSource;
    private final Bound person;
    private int present;

    /** Nobody has guessed yet; {@code nanoTime} is {@link System#nanoTime} or a test's clock. */
    Guesses(LongSupplier nanoTime) {
        this.source = new Bound(new TokenBuckets(100, Duration.ofSeconds(1), nanoTime));
        this.personFromSource = new Bound(new TokenBuckets(10, TooManyAttemptsException.RETRY_AFTER, nanoTime));
        this.person = new Bound(new TokenBuckets(50, Duration.ofMinutes(1), nanoTime));
    }

    /** A limit that holds for many, each by its key. */
    private static final class Bound {
        private final TokenBuckets left;
        private final Map<String, Integer> checking = new HashMap<>();

        Bound(TokenBuckets left) {
            this.left = left;
        }
    }

    /**
     * What an attempt takes of one bound.
     *
     * @param whose the passwords that are bounded, for the log
     */
    private record Share(Bound bound, String key, String whose) {

        boolean isThere() {
            return bound.left.has(key);
        }

        boolean mayComeBack() {
            return bound.checking.containsKey(key);
        }

        void take() {
            bound.left.take(key);
            bound.checking.merge(key, 1, Integer::sum);
        }

        void settle(boolean isGivenBack) {
            int others = bound.checking.getOrDefault(key, 1) - 1;
            if (others == 0) {
                bound.checking.remove(key);
            } else {
                bound.checking.put(key, others);
            }
            if (isGivenBack) {
                bound.left.giveBack(key);
            }
        }
    }

    /** An attempt whose password is being checked. */
    final class Guess implements AutoCloseable {
        private final List<Share> shares;
        private boolean wrong;

        private Guess(List<Share> shares) {
            this.shares = shares;
        }

        /** The password was wrong. */
        void wasWrong() {
            wrong = true;
        }

        /** It is known how it ended; it counts only if it was wrong, and not if nobody could tell. */
        @Override
        public void close() {
            settle(shares, !wrong);
        }
    }

    /**
     * Lets an attempt in whose password is to be checked; waits for others that may turn out not to count.
     *
     * @throws TooManyAttemptsException if there were too many wrong ones lately
     */
    synchronized Guess begin(String connectorId, PasswordAttempt attempt) {
        List<Share> shares = shares(connectorId, attempt);
        long end = System.nanoTime() + MOST_PATIENCE.toNanos();
        boolean isLetIn = false;
        present++;
        try {
            for (Optional<Share> missing = missing(shares); missing.isPresent(); missing = missing(shares)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (!missing.get().mayComeBack() || left <= 0 || present > MOST_PRESENT) {
                    throw new TooManyAttemptsException(
                            connectorId, missing.get().whose());
                }
                wait(left);
            }
            isLetIn = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("connector '" + connectorId + "': interrupted while waiting to ask", e);
        } finally {
            present -= isLetIn ? 0 : 1;
        }
        shares.forEach(Share::take);
        return new Guess(shares);
    }

    private synchronized void settle(List<Share> shares, boolean isGivenBack) {
        present--;
        shares.forEach(share -> share.settle(isGivenBack));
        notifyAll();
    }

    private static Optional<Share> missing(List<Share> shares) {
        return shares.stream().filter(share -> !share.isThere()).findFirst();
    }

    /** Directories compare names without regard to case and to blanks at the ends. */
    private List<Share> shares(String connectorId, PasswordAttempt attempt) {
        String who = connectorId + '\0' + attempt.username().strip().toLowerCase(Locale.ROOT) + '\0';
        String from = attempt.source();
        return List.of(
                new Share(source, from, "from " + from),
                new Share(personFromSource, who + from, "for one person from " + from),
                new Share(person, who, "for one person"));
    }
}
