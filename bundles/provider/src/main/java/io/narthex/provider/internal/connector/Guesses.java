package io.narthex.provider.internal.connector;

import io.narthex.connector.support.TokenBuckets;
import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.TooManyAttemptsException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Bounds how many wrong passwords are checked: for one person from one source, so that nobody's account is guessed at; for
 * one person in all, so that many sources together do not; and from one source, so that it does not try one password with
 * everybody. The first bound is far below the second, so that a single source does not keep a person from signing in elsewhere.
 *
 * <p>Each node counts for itself, and begins anew with every start: nothing is written down for a stranger's guess.
 */
final class Guesses {

    private final TokenBuckets personFromSource;
    private final TokenBuckets person;
    private final TokenBuckets source;

    /** Nobody has guessed yet; {@code nanoTime} is {@link System#nanoTime} or a test's clock. */
    Guesses(LongSupplier nanoTime) {
        this.personFromSource = new TokenBuckets(10, Duration.ofSeconds(30), nanoTime);
        this.person = new TokenBuckets(50, Duration.ofMinutes(1), nanoTime);
        this.source = new TokenBuckets(100, Duration.ofSeconds(1), nanoTime);
    }

    /**
     * Lets an attempt in whose password is to be checked.
     *
     * @throws TooManyAttemptsException if there were too many wrong ones lately
     */
    void admit(String connectorId, PasswordAttempt attempt) {
        if (!source.has(attempt.source())) {
            throw new TooManyAttemptsException(connectorId, "from " + attempt.source());
        }
        String who = who(connectorId, attempt);
        if (!personFromSource.has(who + attempt.source())) {
            throw new TooManyAttemptsException(connectorId, "for one person from " + attempt.source());
        }
        if (!person.has(who)) {
            throw new TooManyAttemptsException(connectorId, "for one person");
        }
    }

    /** Counts an attempt that was wrong. Many who were let in at once all count, so that they are no way around the bounds. */
    void wrong(String connectorId, PasswordAttempt attempt) {
        String who = who(connectorId, attempt);
        source.spend(attempt.source());
        personFromSource.spend(who + attempt.source());
        person.spend(who);
    }

    /** Directories compare names without regard to case and to blanks at the ends. */
    private static String who(String connectorId, PasswordAttempt attempt) {
        return connectorId + '\0' + attempt.username().strip().toLowerCase(Locale.ROOT) + '\0';
    }
}
