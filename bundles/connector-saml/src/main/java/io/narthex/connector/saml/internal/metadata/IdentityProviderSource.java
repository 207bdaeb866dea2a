package io.narthex.connector.saml.internal.metadata;

import io.narthex.connector.UpstreamUnavailableException;
import java.util.Optional;

/** Knows the provider. */
public interface IdentityProviderSource extends AutoCloseable {

    /**
     * The provider as it is known now.
     *
     * @throws UpstreamUnavailableException if nothing is known about it that is still valid
     */
    IdentityProvider current();

    /**
     * Asks anew whether the provider has changed, because a signature does not hold with what is known. Not more than once
     * in a while, whoever asks.
     *
     * @param outdated what the signature was verified with
     * @return whether something else is known now
     */
    default boolean isNewerThan(IdentityProvider outdated) {
        return false;
    }

    /** Why what is known could not be read again; empty if it is as new as it should be. */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    default void close() {}
}
