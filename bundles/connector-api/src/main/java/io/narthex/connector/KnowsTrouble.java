package io.narthex.connector;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Ability: finds out itself that something is wrong while people can still sign in, such as keys of the upstream that could
 * not be read again. What a caller meets ({@link UpstreamUnavailableException}), the provider remembers by itself.
 *
 * @since 1.2
 */
@ConsumerType
public interface KnowsTrouble {

    /**
     * What is wrong now, for the operator; the same text as long as the same is wrong. Asked every few seconds: must answer
     * at once from what is known, ask no upstream, and hold no secret. Empty if all is well.
     */
    Optional<String> trouble();
}
