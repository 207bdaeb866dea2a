package io.narthex.provider.internal.client;

import java.net.URI;
import java.util.Optional;

/**
 * What people are told of a client; RFC 7591, section 2.
 *
 * @param home its own page
 * @param logo its picture
 * @param policy what it does with data
 * @param terms under what terms
 * @param initiateLogin where a person is sent who begins here; OpenID Connect Core 1.0, section 4
 */
public record About(
        Optional<URI> home,
        Optional<URI> logo,
        Optional<URI> policy,
        Optional<URI> terms,
        Optional<URI> initiateLogin) {

    /** Nothing. */
    public static final About NOTHING =
            new About(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
