package io.narthex.web.internal;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Logout;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The session {@code known} is Jane's; the hint {@code good} proves that she is meant. */
public final class FakeLogout implements Logout {

    public volatile boolean ended;
    public volatile List<URI> frames = List.of();
    public volatile boolean hasUpstream;

    @Override
    public Request check(Parameters parameters, Optional<String> session) {
        if (parameters.find("id_token_hint").filter("bad"::equals).isPresent()) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "id_token_hint: not an ID token of this provider");
        }
        boolean signedIn = session.equals(Optional.of("known")) && !ended;
        return new Request(
                signedIn,
                signedIn && parameters.find("id_token_hint").isPresent(),
                signedIn ? "Jane" : "",
                parameters.find("client_id").map(id -> new Origin(id, "The " + id)),
                parameters.find("post_logout_redirect_uri").map(uri -> new Redirect(uri, parameters.find("state"))));
    }

    @Override
    public SignedOut end(Optional<String> session, URI returnTo, String state) {
        ended = true;
        return new SignedOut(
                frames,
                hasUpstream
                        ? Optional.of(URI.create("https://upstream.example/out?to=" + returnTo + "&state=" + state))
                        : Optional.empty());
    }
}
