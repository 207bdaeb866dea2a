package io.narthex.connector;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ability: look a person up again without their help. Only sign-ins through a connector with this ability can be given
 * refresh tokens.
 */
@ConsumerType
public interface RefreshesIdentity {

    /**
     * Looks the same person up again.
     *
     * @param last the identity as it was last seen, with its connector data
     * @param scopes what the client asked for
     * @return the person as they are now; the user id must be the same
     * @throws SignInRefusedException if the person is gone, locked or may not sign in any more; ends their refresh tokens
     * @throws UpstreamUnavailableException if the upstream could not be asked; the refresh token stays good. What an upstream
     *     handed out before it failed is passed on by {@link UpstreamUnavailableException#keeping}
     */
    Identity refresh(Identity last, Scopes scopes);
}
