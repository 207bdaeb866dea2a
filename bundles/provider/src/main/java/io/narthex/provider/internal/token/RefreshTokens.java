package io.narthex.provider.internal.token;

import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.Archive;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.grant.RefreshChain;
import io.narthex.provider.internal.grant.RefreshToken;
import io.narthex.provider.internal.session.SessionEnd;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds out what a refresh token is, whoever asks: a refresh, introspection or revocation. */
final class RefreshTokens {

    private final Supplier<ProviderSettings> settings;
    private final Grants grants;
    private final SessionEnd sessionEnd;
    private final Clock clock;

    RefreshTokens(Supplier<ProviderSettings> settings, Archive archive, Clock clock) {
        this.settings = settings;
        this.grants = archive.grants();
        this.sessionEnd = archive.sessionEnd();
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param stored its grant, in force
     * @param chain the chain of refresh tokens of the grant
     * @param standing what the token is to the chain
     * @param isExpired whether the chain has ended
     * @param isOver whether the session that it was to end with has ended
     * @param end when it has or will, if it is not used; empty for never
     */
    record Found(
            Grants.Stored stored,
            RefreshChain chain,
            RefreshChain.Standing standing,
            boolean isExpired,
            boolean isOver,
            Optional<Instant> end) {

        Grant grant() {
            return stored.grant();
        }

        /** Whether it would be taken for a refresh. */
        boolean isGood() {
            boolean good = standing == RefreshChain.Standing.CURRENT || standing == RefreshChain.Standing.REPEATED;
            return good && !isExpired && !isOver;
        }
    }

    /** Whether each use makes a new token. Of public clients it must: RFC 9700, section 2.2.2. */
    boolean rotate(Client client) {
        return client.isPublic() || !settings.get().expiry().refreshTokens().disableRotation();
    }

    /** The grant in force that a token names, and what the token is to it. */
    Optional<Found> find(RefreshToken token) {
        return grants.find(token.grantId())
                .filter(stored -> stored.grant().isInForce())
                .flatMap(stored -> stored.grant().refresh().map(chain -> found(token, stored, chain)));
    }

    private Found found(RefreshToken token, Grants.Stored stored, RefreshChain chain) {
        Instant now = clock.instant();
        ProviderSettings.RefreshTokens lengths = settings.get().expiry().refreshTokens();
        Optional<Instant> end = grants.refreshEnd(stored.grant());
        boolean isExpired = end.filter(one -> !one.isAfter(now)).isPresent();
        return new Found(
                stored,
                chain,
                chain.standing(token, lengths.reuseInterval(), now),
                isExpired,
                sessionEnd.isOver(stored.grant()),
                end);
    }
}
