package io.narthex.connector.local.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.Bulkhead;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import org.junit.Test;

public class PasswordCheckerTest {

    private static final Optional<BcryptHash> STORED = BcryptHash.parse(FakeUserDirectory.HASH);
    private static final Optional<BcryptHash> STORED_AT_12 =
            BcryptHash.parse("$2b$12$abcdefghijklmnopqrstuuEbH/Mf/HnzNd59VJsI65ikkFXU8JR6m");

    /** Counts only what this thread works, however busy the machine is; passwords are checked in the caller's thread. */
    private static final ThreadMXBean PROCESSOR_TIME = ManagementFactory.getThreadMXBean();

    private final Bulkhead bulkhead = new Bulkhead("checking a password", 1, 0, Duration.ofSeconds(30));
    private final PasswordChecker checker = new PasswordChecker(bulkhead);

    @Test
    public void tellsTheRightPasswordFromAWrongOne() {
        assertTrue(checker.matches(FakeUserDirectory.PASSWORD, STORED));
        assertFalse(checker.matches("wrong", STORED));
        assertFalse(checker.matches(FakeUserDirectory.PASSWORD, Optional.empty()));
    }

    @Test
    public void neverCutsAPasswordOff() {
        String longest = "x".repeat(71) + "y";
        Optional<BcryptHash> stored = BcryptHash.parse("$2b$10$abcdefghijklmnopqrstuuxET420Aj6prf6yyqv/jO304755m7Jw6");
        assertTrue(checker.matches(longest, stored));
        assertFalse(checker.matches(longest + "z", stored));
        assertFalse("36 letters of two bytes and one more", checker.matches("é".repeat(36) + "z", stored));
    }

    @Test
    public void refusesANulThatBcryptWouldTakeForTheEnd() {
        assertFalse(checker.matches("Tralfamadore\0Tralfamadore", STORED));
    }

    @Test
    public void takesAsLongForAnUnknownUserAndAnImpossiblePasswordAsForAWrongOne() {
        for (int i = 0; i < 3; i++) {
            checker.matches("warms up, and tells which cost is usual", STORED_AT_12);
        }
        long wrong = leastWork("wrong", STORED_AT_12);
        long unknown = leastWork("wrong", Optional.empty());
        long tooLong = leastWork("x".repeat(10_000), STORED_AT_12);
        // Four times as long at cost 12 as at 10: within a factor of two, it is the same work.
        assertTrue("unknown user " + unknown + " ns, wrong password " + wrong, isNear(unknown, wrong));
        assertTrue("long password " + tooLong + " ns, wrong password " + wrong, isNear(tooLong, wrong));
    }

    @Test
    public void turnsPeopleAwayWhenTooManyPasswordsAreBeingChecked() {
        UpstreamUnavailableException refusal = bulkhead.run(() -> assertThrows(
                UpstreamUnavailableException.class, () -> checker.matches(FakeUserDirectory.PASSWORD, STORED)));
        assertEquals("checking a password: too many are waiting already", refusal.getMessage());
    }

    private long leastWork(String password, Optional<BcryptHash> stored) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long begin = PROCESSOR_TIME.getCurrentThreadCpuTime();
            assertFalse(checker.matches(password, stored));
            least = Math.min(least, PROCESSOR_TIME.getCurrentThreadCpuTime() - begin);
        }
        return least;
    }

    private static boolean isNear(long one, long other) {
        return one < 2 * other && other < 2 * one;
    }
}
