package io.narthex.connector;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Signs people in by a user name and a password that they type into our own page. */
@ConsumerType
public non-sealed interface PasswordConnector extends Connector {

    /** The label above the first field of the form; empty for the page's own wording of "user name". */
    default Optional<String> usernamePrompt() {
        return Optional.empty();
    }

    /**
     * Checks a user name and a password.
     *
     * @param username as typed, never blank
     * @param password as typed, never empty
     * @param scopes what the client asked for
     * @return the person, or empty when the user name is unknown or the password is wrong; the two must not be told
     *     apart, by the answer or by the time it takes
     * @throws SignInRefusedException if the credentials are right but the person may not sign in
     * @throws UpstreamUnavailableException if the upstream could not be asked
     */
    Optional<Identity> signIn(String username, String password, Scopes scopes);
}
