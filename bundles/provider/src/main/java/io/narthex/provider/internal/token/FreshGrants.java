package io.narthex.provider.internal.token;

import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.grant.RefreshChain;
import io.narthex.provider.internal.grant.RefreshToken;
import java.time.Clock;
import java.util.Optional;

/** Begins grants that no code leads to, and answers with their first tokens. */
final class FreshGrants {

    private final Grants grants;
    private final TokenIssuer issuer;
    private final Clock clock;

    FreshGrants(Grants grants, TokenIssuer issuer, Clock clock) {
        this.grants = grants;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Keeps a grant, with its first refresh token if it goes with one, and answers.
     *
     * @param fresh from {@link Grants#direct}
     */
    TokenResponse begin(Grant fresh, Client client, Extent extent) {
        Optional<RefreshToken> first = issuer.givesRefreshTokens(fresh, client)
                ? Optional.of(RefreshToken.first(fresh.id()))
                : Optional.empty();
        Grant grant = first.map(token -> fresh.withRefresh(RefreshChain.of(token, clock.instant())))
                .orElse(fresh);
        grants.keep(grant);
        return issuer.issue(grant, extent, first, Optional.empty());
    }
}
