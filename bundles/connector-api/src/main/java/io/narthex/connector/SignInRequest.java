package io.narthex.connector;

import java.net.URI;
import java.util.Optional;

/**
 * A sign-in that begins at a {@link BrowserConnector}.
 *
 * @param callback the absolute address that the upstream must send the browser back to, without a query
 * @param state opaque text that must come back as {@code state} or {@code RelayState}; says nothing about the person
 * @param scopes what the client asked for
 * @param loginHint whom the client expects, as it said in {@code login_hint}; untrusted
 * @param forceAuthentication whether the upstream shall make sure anew of who it is, although it may know the browser; a
 *     connector whose upstream cannot be asked to may pass over it
 */
public record SignInRequest(
        URI callback, String state, Scopes scopes, Optional<String> loginHint, boolean forceAuthentication) {

    /** A sign-in for which it will do if the upstream knows the browser. */
    public SignInRequest(URI callback, String state, Scopes scopes, Optional<String> loginHint) {
        this(callback, state, scopes, loginHint, false);
    }
}
