package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.internal.grant.Grant;
import java.util.List;

/**
 * How far tokens reach.
 *
 * @param scopes what they are good for
 * @param resources the resource servers that an access token is for; RFC 8707
 */
record Extent(List<String> scopes, List<String> resources) {

    Extent {
        scopes = List.copyOf(scopes);
        resources = List.copyOf(resources);
    }

    /** As far as a grant reaches. */
    static Extent of(Grant grant) {
        return new Extent(grant.scopes(), grant.request().resources());
    }

    /**
     * As far as a request asks, where it asks for a part; RFC 6749, section 6.
     *
     * @throws OAuthException {@code invalid_scope} if that is more
     */
    Extent withScopesOf(Parameters form) {
        List<String> asked = form.words("scope").stream().distinct().toList();
        if (!scopes.containsAll(asked)) {
            throw new OAuthException(ErrorCode.INVALID_SCOPE, "scope: more than was granted");
        }
        return asked.isEmpty() ? this : new Extent(asked, resources);
    }

    /**
     * For the resource servers that a request names, where it names some; RFC 8707, section 2.2.
     *
     * @throws OAuthException {@code invalid_target} if one of them was not granted
     */
    Extent withResourcesOf(Parameters form) {
        List<String> asked = form.all("resource");
        asked.stream()
                .filter(resource -> !resources.contains(resource))
                .findFirst()
                .ifPresent(resource -> {
                    throw new OAuthException(
                            ErrorCode.INVALID_TARGET, "resource: not among those granted, got '" + resource + "'");
                });
        return asked.isEmpty() ? this : new Extent(scopes, asked);
    }
}
