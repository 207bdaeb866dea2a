package io.narthex.connector;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ability: know people by what their machine says of them, without a form. Only a {@link PasswordConnector} can have it. The
 * browser sends a token with {@code Authorization: Negotiate} (RFC 4559); there is one token and no further question.
 *
 * @since 1.1
 */
@ConsumerType
public interface NegotiatesSignIn {

    /** Whether who cannot be known in this way may type a password. */
    boolean allowsForm();

    /**
     * Checks a token.
     *
     * @param token as the browser sent it, decoded; untrusted
     * @param scopes what the client asked for
     * @return the person, or empty when the token does not hold or says nothing of anybody who may sign in
     * @throws UpstreamUnavailableException if the upstream could not be asked
     */
    Optional<Identity> negotiate(byte[] token, Scopes scopes);
}
