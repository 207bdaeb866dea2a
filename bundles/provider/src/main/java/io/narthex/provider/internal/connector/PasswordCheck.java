package io.narthex.provider.internal.connector;

import io.narthex.connector.Connector;
import io.narthex.connector.Identity;
import io.narthex.connector.NegotiatesSignIn;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import java.util.Optional;

/** Asks a connector whether a password is right, wherever passwords come in. */
public final class PasswordCheck {

    private PasswordCheck() {}

    /** Whether the connector takes passwords at all. */
    public static boolean isPossible(Connector connector) {
        return connector instanceof PasswordConnector
                && !(connector instanceof NegotiatesSignIn negotiating && !negotiating.allowsForm());
    }

    /**
     * The person; empty if user name or password are wrong. A blank one of either is never sent on: directories take an empty
     * password for no sign-in at all.
     *
     * @throws SignInRefusedException if the connector takes no passwords, or the person may not sign in
     */
    public static Optional<Identity> check(Connector connector, String username, String password, Scopes scopes) {
        if (!(connector instanceof PasswordConnector form) || !isPossible(connector)) {
            throw SignInRefusedException.invalidAnswer("the connector takes no passwords");
        }
        return username.isBlank() || password.isEmpty() ? Optional.empty() : form.signIn(username, password, scopes);
    }
}
