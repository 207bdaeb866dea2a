package io.narthex.provider.internal.token;

import io.narthex.keys.Sealer;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Access tokens: sealed, so that no other party can read or make them, and small, because what they stand for is kept with
 * the grant.
 */
final class AccessTokens {

    private static final String PURPOSE = "access-token";

    private final Sealer sealer;

    AccessTokens(Sealer sealer) {
        this.sealer = sealer;
    }

    /**
     * What a token holds.
     *
     * @param grantId the grant it belongs to
     * @param scopes what it is good for
     * @param expiry until when
     */
    record Content(String grantId, List<String> scopes, Instant expiry) {}

    String issue(Grant grant, List<String> scopes, Instant expiry) {
        String content = Json.write(new Content(grant.id(), scopes, expiry));
        return sealer.seal(PURPOSE, content.getBytes(StandardCharsets.UTF_8));
    }

    /** What a token holds; empty if it is none of ours or has expired. */
    Optional<Content> open(String token, Instant now) {
        return sealer.open(PURPOSE, token)
                .flatMap(bytes -> Json.read(new String(bytes, StandardCharsets.UTF_8), Content.class))
                .filter(content -> content.expiry().isAfter(now));
    }
}
