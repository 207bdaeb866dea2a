package io.narthex.provider.internal.token;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.client.ClientAuthentication;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.grant.Grants;
import io.narthex.provider.internal.grant.RefreshChain;
import io.narthex.provider.internal.grant.RefreshToken;
import java.util.Optional;

/**
 * Takes tokens back; RFC 7009. Whichever token of a grant is presented, the grant ends and with it all its tokens: section 2.1
 * demands that of a refresh token, and allows it of an access token, which would otherwise have to be remembered until it has
 * expired.
 */
final class Revocation {

    /** Where it is; assertions of clients may name it. */
    private static final String PATH = "/revoke";

    private final ClientAuthentication authentication;
    private final AccessTokens accessTokens;
    private final RefreshTokens refreshTokens;
    private final Grants grants;

    Revocation(
            ClientAuthentication authentication,
            AccessTokens accessTokens,
            RefreshTokens refreshTokens,
            Grants grants) {
        this.authentication = authentication;
        this.accessTokens = accessTokens;
        this.refreshTokens = refreshTokens;
        this.grants = grants;
    }

    /**
     * Ends the grant of a token. What is no good token is as its owner wants it, and no error; section 2.2.
     *
     * @throws OAuthException {@code invalid_grant} if the token was issued to another client, for which section 2.1 demands a
     *     refusal
     */
    void revoke(Parameters form, Optional<String> authorization) {
        Client client = authentication.authenticate(form, authorization, PATH);
        String token = form.require("token");
        Optional<Grant> grant = ofAccessToken(token).or(() -> ofRefreshToken(token));
        if (grant.isEmpty()) {
            return;
        }
        if (!grant.get().clientId().equals(client.id())) {
            throw new OAuthException(ErrorCode.INVALID_GRANT, "token: issued to another client")
                    .withDetail(grant.get() + ": client '" + client.id() + "' wants to revoke it");
        }
        grants.revoke(grant.get().id());
    }

    private Optional<Grant> ofAccessToken(String token) {
        return accessTokens
                .read(token)
                .flatMap(content -> grants.find(content.grantId()))
                .map(Grants.Stored::grant)
                .filter(Grant::isInForce);
    }

    /** An old token of the family serves as well; a guess does not. */
    private Optional<Grant> ofRefreshToken(String token) {
        return RefreshToken.parse(token)
                .flatMap(refreshTokens::find)
                .filter(found -> found.standing() != RefreshChain.Standing.FOREIGN)
                .map(RefreshTokens.Found::grant);
    }
}
