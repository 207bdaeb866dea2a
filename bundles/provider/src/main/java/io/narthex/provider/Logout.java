package io.narthex.provider;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Signs people out; OpenID Connect RP-Initiated Logout 1.0, Front-Channel Logout 1.0, Back-Channel Logout 1.0. */
@ProviderType
public interface Logout {

    /**
     * Checks a logout request; RP-Initiated Logout, sections 2 and 3. Ends nothing.
     *
     * @param session what the browser's session cookie holds, if it has one; may be anything
     * @throws OAuthException without target if it does not hold: whom to tell is then not known
     */
    Request check(Parameters parameters, Optional<String> session);

    /**
     * A logout request that holds.
     *
     * @param isSignedIn whether there is anything to end in this browser
     * @param isProven whether the client has proved that it means who is signed in; otherwise the person is asked
     * @param userName who is signed in; empty if nobody is
     * @param client the client that the person comes from, if it is known
     * @param redirect where they go afterwards, if the client asked for it
     */
    record Request(
            boolean isSignedIn,
            boolean isProven,
            String userName,
            Optional<Origin> client,
            Optional<Redirect> redirect) {

        /** Not who is signed in. */
        @Override
        public String toString() {
            return "Request[isSignedIn=" + isSignedIn + ", client=" + client + "]";
        }
    }

    /**
     * The client that a person comes from.
     *
     * @param id its id
     * @param name its name for people, or else its id
     */
    record Origin(String id, String name) {}

    /**
     * Where a person goes afterwards.
     *
     * @param uri one that is registered for it
     * @param state what the client wants back
     */
    record Redirect(String uri, Optional<String> state) {}

    /**
     * Ends the browser's session, and with it what was given out in it and is not to outlive it. The clients that were signed
     * in to are told behind the scenes, if they want to be.
     *
     * @param session as for {@link #check}
     * @param returnTo the absolute address that an upstream is to send the browser back to
     * @param state comes back from there
     */
    SignedOut end(Optional<String> session, URI returnTo, String state);

    /**
     * What remains for the browser to do.
     *
     * @param frames what it is to load so that clients end what they keep in it; Front-Channel Logout, section 3
     * @param upstream where it ends the session with the upstream, which sends it back; empty if there is nothing to end
     */
    record SignedOut(List<URI> frames, Optional<URI> upstream) {

        /** Nothing. */
        public static final SignedOut NOTHING_MORE = new SignedOut(List.of(), Optional.empty());

        /** Copies the list. */
        public SignedOut {
            frames = List.copyOf(frames);
        }
    }
}
