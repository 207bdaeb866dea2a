package io.narthex.provider.internal.connector;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.TooManyAttemptsException;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public class GuessesTest {

    private final Guesses guesses = new Guesses(() -> 0);

    @Test(timeout = 60_000)
    public void letsNobodyWaitWhereMostThreadsAreTaken() throws Exception {
        List<Guesses.Guess> checked = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            checked.add(begin("jane"));
        }
        List<Thread> waiting = new ArrayList<>();
        for (int i = 0; i < 118; i++) {
            Thread thread = new Thread(() -> begin("jane").close());
            waiting.add(thread);
            thread.start();
        }
        await().until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.TIMED_WAITING));
        assertThrows(TooManyAttemptsException.class, () -> begin("jane"));
        assertTrue("refused at once", waiting.stream().allMatch(Thread::isAlive));
        begin("joe").close();
        checked.forEach(Guesses.Guess::close);
        for (Thread thread : waiting) {
            thread.join();
        }
        begin("jane").close();
    }

    private Guesses.Guess begin(String username) {
        return guesses.begin("local", new PasswordAttempt(username, "typed", "192.0.2.1"));
    }
}
