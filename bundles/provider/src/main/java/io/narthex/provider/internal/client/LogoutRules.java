package io.narthex.provider.internal.client;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How a client takes part in signing out.
 *
 * @param redirectUris where people may be sent afterwards; OpenID Connect RP-Initiated Logout 1.0, section 3.1
 * @param backChannel where logout tokens are posted; OpenID Connect Back-Channel Logout 1.0, section 2.2
 * @param backChannelSession whether they must name the session
 * @param frontChannel what the browser is to load; OpenID Connect Front-Channel Logout 1.0, section 2
 * @param frontChannelSession whether its address must name the session
 */
public record LogoutRules(
        List<String> redirectUris,
        Optional<URI> backChannel,
        boolean backChannelSession,
        Optional<URI> frontChannel,
        boolean frontChannelSession) {

    /** Of a client that takes no part. */
    public static final LogoutRules NONE = new LogoutRules(List.of(), Optional.empty(), false, Optional.empty(), false);

    /** Copies the list. */
    public LogoutRules {
        redirectUris = List.copyOf(redirectUris);
    }
}
