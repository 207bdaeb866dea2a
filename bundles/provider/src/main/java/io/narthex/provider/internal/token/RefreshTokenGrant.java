package io.narthex.provider.internal.token;

import io.narthex.connector.Identity;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.ConnectorNotReadyException;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.provider.internal.Archive;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.grant.RefreshChain;
import io.narthex.provider.internal.grant.RefreshToken;
import io.narthex.provider.internal.session.SessionEnd;
import java.time.Clock;
import java.util.Optional;

/**
 * Rotates refresh tokens; RFC 6749, section 6 and RFC 9700, section 4.14.2. The person is looked up at the connector first,
 * then the token is rotated: while the upstream is down, the presented token stays good.
 */
final class RefreshTokenGrant implements GrantType {

    private final RefreshTokens refreshTokens;
    private final Grants grants;
    private final SessionEnd sessionEnd;
    private final ConnectorRegistry connectors;
    private final TokenIssuer issuer;
    private final Clock clock;
    private final KeyedLock locks = new KeyedLock();

    RefreshTokenGrant(
            RefreshTokens refreshTokens,
            Archive archive,
            ConnectorRegistry connectors,
            TokenIssuer issuer,
            Clock clock) {
        this.refreshTokens = refreshTokens;
        this.grants = archive.grants();
        this.sessionEnd = archive.sessionEnd();
        this.connectors = connectors;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public String name() {
        return GrantTypes.REFRESH_TOKEN;
    }

    @Override
    public TokenResponse answer(Parameters form, Client client) {
        RefreshToken token = RefreshToken.parse(form.require("refresh_token"))
                .orElseThrow(() -> invalidGrant("refresh_token: not one of ours"));
        // One at a time for each grant, so that an upstream is asked once where a client refreshes in parallel.
        return locks.whileHolding(token.grantId(), () -> {
            Optional<TokenResponse> response = tryOnce(token, form, client);
            while (response.isEmpty()) {
                // Another node was faster: what it wrote is read, and by it the token is a repeated one.
                response = tryOnce(token, form, client);
            }
            return response.get();
        });
    }

    /** The answer; empty if another node changed the grant meanwhile. */
    private Optional<TokenResponse> tryOnce(RefreshToken token, Parameters form, Client client) {
        RefreshTokens.Found found = refreshTokens
                .find(token)
                .orElseThrow(() -> invalidGrant("grant '" + token.grantId() + "': none in force with refresh tokens"));
        Grant grant = found.grant();
        RefreshChain chain = found.chain();
        requireOwn(found, client);
        requireFresh(found);
        if (!issuer.givesRefreshTokens(grant, client)) {
            throw invalidGrant(grant + ": client '" + client.id() + "' may not refresh any more");
        }
        Extent extent = Extent.of(grant).withScopesOf(form).withResourcesOf(form);
        issuer.requireStillAllowed(grant, client, extent);

        if (found.standing() == RefreshChain.Standing.REPEATED) {
            return Optional.of(issuer.issue(grant, extent, Optional.of(token.next(chain.salt())), Optional.empty()));
        }
        Identity seen = lookUp(grant);
        String salt = RefreshChain.newSalt();
        boolean rotates = refreshTokens.rotate(client);
        RefreshToken next = rotates ? token.next(salt) : token;
        Grant refreshed = grant.refreshed(
                rotates ? chain.rotated(token, salt, clock.instant()) : chain.used(clock.instant()), seen);
        return grants.replace(found.stored(), refreshed)
                ? Optional.of(issuer.issue(refreshed, extent, Optional.of(next), Optional.empty()))
                : Optional.empty();
    }

    /** A guess, or a token of another client, ends nothing. */
    private static void requireOwn(RefreshTokens.Found found, Client client) {
        Grant grant = found.grant();
        if (found.standing() == RefreshChain.Standing.FOREIGN
                || !grant.clientId().equals(client.id())) {
            throw invalidGrant(grant + ": refresh token is not of this family or of client '" + client.id() + "'");
        }
    }

    private void requireFresh(RefreshTokens.Found found) {
        Grant grant = found.grant();
        if (found.standing() == RefreshChain.Standing.REUSED) {
            grants.revoke(grant.id());
            throw invalidGrant(grant + ": refresh token used before, the family is revoked");
        }
        if (found.isOver()) {
            grants.revoke(grant.id());
            throw invalidGrant(grant + ": the session has ended, the family is revoked");
        }
        if (found.isExpired()) {
            throw invalidGrant(grant + ": refresh token expired");
        }
    }

    private Identity lookUp(Grant grant) {
        Grant.Person person = grant.person();
        Scopes scopes = new Scopes(true, grant.wantsGroups());
        try {
            return grants.upstreams()
                    .refresh(grant.subject(), person.identity(), last -> ask(person.connectorId(), last, scopes));
        } catch (SignInRefusedException e) {
            // ASVS 7.4.2: who is gone or locked is not signed in anywhere any more.
            sessionEnd.endAll(grant.owner());
            throw revoked(grant, e);
        } catch (UnknownConnectorException e) {
            throw revoked(grant, e);
        } catch (UpstreamUnavailableException | ConnectorNotReadyException e) {
            throw Unavailable.upstream(grant + ": connector '" + person.connectorId() + "'", e);
        }
    }

    private OAuthException revoked(Grant grant, RuntimeException cause) {
        grants.revoke(grant.id());
        return invalidGrant(
                grant + ": revoked, connector '" + grant.person().connectorId() + "': " + cause.getMessage());
    }

    private Identity ask(String connectorId, Identity last, Scopes scopes) {
        Identity seen = connectors.use(connectorId, connector -> {
            if (connector instanceof RefreshesIdentity refreshing) {
                return refreshing.refresh(last, scopes);
            }
            throw SignInRefusedException.notPermitted("connector cannot refresh any more");
        });
        connectors.answered(connectorId);
        if (!seen.userId().equals(last.userId())) {
            throw SignInRefusedException.invalidAnswer("another person came back");
        }
        return seen;
    }

    private static OAuthException invalidGrant(String detail) {
        return new OAuthException(ErrorCode.INVALID_GRANT, "refresh_token: invalid, expired, used or another client's")
                .withDetail(detail);
    }
}
