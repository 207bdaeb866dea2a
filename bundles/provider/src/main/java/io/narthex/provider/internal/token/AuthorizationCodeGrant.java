package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.GrantTypes;
import io.narthex.provider.TokenResponse;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.grant.AuthorizationCode;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.grant.RefreshChain;
import io.narthex.provider.internal.grant.RefreshToken;
import java.time.Clock;
import java.util.Optional;

/** Redeems authorization codes; RFC 6749, section 4.1.3 and RFC 7636, section 4.5. */
final class AuthorizationCodeGrant implements GrantType {

    private final Grants grants;
    private final TokenIssuer issuer;
    private final Clock clock;

    AuthorizationCodeGrant(Grants grants, TokenIssuer issuer, Clock clock) {
        this.grants = grants;
        this.issuer = issuer;
        this.clock = clock;
    }

    @Override
    public String name() {
        return GrantTypes.AUTHORIZATION_CODE;
    }

    @Override
    public TokenResponse answer(Parameters form, Client client) {
        AuthorizationCode code =
                AuthorizationCode.parse(form.require("code")).orElseThrow(() -> invalidGrant("code: not one of ours"));
        Grants.Stored stored = grants.find(code.grantId())
                .filter(found -> code.belongsTo(found.grant()))
                .orElseThrow(() -> invalidGrant("grant '" + code.grantId() + "': none with this code"));
        Grant grant = stored.grant();
        requireClient(grant, client);
        requireFirstUse(grant);
        requireInTime(grant);
        requireRedirectUri(grant, form);
        Proof.require(code(grant).challenge(), form, () -> invalidGrant(grant + ": code_verifier missing or wrong"));
        Extent extent = Extent.of(grant).withResourcesOf(form);
        issuer.requireStillAllowed(grant, client, extent);

        Optional<RefreshToken> refreshToken = Optional.of(grant)
                .filter(one -> issuer.givesRefreshTokens(one, client))
                .map(one -> RefreshToken.first(one.id()));
        Grant redeemed = grant.redeemed(refreshToken.map(first -> RefreshChain.of(first, clock.instant())));
        if (!grants.replace(stored, redeemed)) {
            throw usedBefore(grant);
        }
        return issuer.issue(redeemed, extent, refreshToken, Optional.of(code));
    }

    /** The code of another client is none of this one's business, and stays good. */
    private static void requireClient(Grant grant, Client client) {
        if (!grant.clientId().equals(client.id())) {
            throw invalidGrant(grant + ": presented by client '" + client.id() + "'");
        }
    }

    /** A second use may be an attacker's, or the first may have been; RFC 6749, section 4.1.2: all that was issued ends. */
    private void requireFirstUse(Grant grant) {
        if (!grant.isRedeemable()) {
            throw usedBefore(grant);
        }
    }

    private OAuthException usedBefore(Grant grant) {
        grants.revoke(grant.id());
        return invalidGrant(grant + ": code used before, everything issued for it is revoked");
    }

    private void requireInTime(Grant grant) {
        if (!code(grant).expiry().isAfter(clock.instant())) {
            throw invalidGrant(grant + ": code expired");
        }
    }

    private static void requireRedirectUri(Grant grant, Parameters form) {
        if (!form.require("redirect_uri").equals(code(grant).redirectUri())) {
            throw invalidGrant(grant + ": redirect_uri differs from that of the authorization request");
        }
    }

    private static Grant.Code code(Grant grant) {
        return grant.code().orElseThrow();
    }

    /** One description for all, so that nobody learns which codes exist; the log has the cause. */
    private static OAuthException invalidGrant(String detail) {
        return new OAuthException(ErrorCode.INVALID_GRANT, "code: invalid, expired, used or another client's")
                .withDetail(detail);
    }
}
