package io.narthex.provider;

import java.net.URI;
import java.util.Optional;

/**
 * What a client shows of itself to people who are asked about it; OpenID Connect Dynamic Client Registration 1.0, section 2.
 *
 * @param logo its picture; empty where it could be somebody else's
 * @param home its own page
 * @param policy what it does with data
 * @param terms under what terms
 */
public record AboutClient(Optional<URI> logo, Optional<URI> home, Optional<URI> policy, Optional<URI> terms) {

    /** Nothing. */
    public static final AboutClient NOTHING =
            new AboutClient(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
