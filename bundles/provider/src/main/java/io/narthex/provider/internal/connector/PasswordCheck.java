package io.narthex.provider.internal.connector;

import io.narthex.connector.Connector;
import io.narthex.connector.Identity;
import io.narthex.connector.NegotiatesSignIn;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.TooManyAttemptsException;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Asks a connector whether a password is right, wherever passwords come in. There is one for all of these places. */
public final class PasswordCheck {

    private final Guesses guesses;

    /** Bounds guesses by this clock: {@link System#nanoTime} or a test's. */
    public PasswordCheck(LongSupplier nanoTime) {
        this.guesses = new Guesses(nanoTime);
    }

    /** Whether the connector takes passwords at all. */
    public static boolean isPossible(Connector connector) {
        return connector instanceof PasswordConnector
                && !(connector instanceof NegotiatesSignIn negotiating && !negotiating.allowsForm());
    }

    /**
     * The person; empty if user name or password are wrong. What cannot be right is never sent on.
     *
     * @throws SignInRefusedException if the connector takes no passwords, or the person may not sign in
     * @throws TooManyAttemptsException if there were too many wrong ones lately
     */
    public Optional<Identity> check(String connectorId, Connector connector, PasswordAttempt attempt, Scopes scopes) {
        if (!(connector instanceof PasswordConnector form) || !isPossible(connector)) {
            throw SignInRefusedException.invalidAnswer("the connector takes no passwords");
        }
        if (!attempt.canBeRight()) {
            return Optional.empty();
        }
        try (Guesses.Guess guess = guesses.begin(connectorId, attempt)) {
            Optional<Identity> known = form.signIn(attempt.username(), attempt.password(), scopes);
            if (known.isEmpty()) {
                guess.wasWrong();
            }
            return known;
        }
    }
}
