package io.narthex.provider;

import io.narthex.protocol.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The claims that a client asks for one by one; OpenID Connect Core 1.0, section 5.5.
 *
 * @param idToken names of claims for the ID token
 * @param userinfo names of claims for the userinfo endpoint
 */
public record ClaimsRequest(Set<String> idToken, Set<String> userinfo) {

    /** Nothing beyond what the scopes stand for. */
    public static final ClaimsRequest NONE = new ClaimsRequest(Set.of(), Set.of());

    /** Copies the sets. */
    public ClaimsRequest {
        idToken = Set.copyOf(idToken);
        userinfo = Set.copyOf(userinfo);
    }

    /** The scopes that stand for these claims, whichever way the client gets them. */
    public Set<String> scopes() {
        return Stream.concat(idToken.stream(), userinfo.stream())
                .map(Scope::ofClaim)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
