package io.narthex.provider.internal.grant;

import io.narthex.protocol.Digests;
import io.narthex.protocol.RandomIds;
import io.narthex.protocol.StringPair;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A refresh token: the id of its grant, a secret that all tokens of the family share, and one of its own.
 *
 * <p>The family's secret tells an old token of the family from a guess, so that only the former ends the family. A token's
 * own secret is made from its predecessor and a salt that only we have: who presents the predecessor again because an answer
 * was lost gets the same successor, although no token is stored.
 *
 * @param grantId the grant
 * @param family the family's secret
 * @param own its own secret
 */
public record RefreshToken(String grantId, String family, String own) {

    private static final int FAMILY_LENGTH = 25;
    private static final int OWN_LENGTH = 43;

    /** The first token of a grant. */
    public static RefreshToken first(String grantId) {
        return new RefreshToken(grantId, RandomIds.next(), Digests.fingerprint(RandomIds.next() + RandomIds.next()));
    }

    /** Reads a token that somebody presents; empty if it has not the form of one. */
    public static Optional<RefreshToken> parse(String text) {
        return StringPair.decode(text)
                .filter(pair -> RandomIds.isId(pair.first()))
                .filter(pair -> pair.second().length() == FAMILY_LENGTH + OWN_LENGTH)
                .map(pair -> new RefreshToken(
                        pair.first(),
                        pair.second().substring(0, FAMILY_LENGTH),
                        pair.second().substring(FAMILY_LENGTH)));
    }

    /** As the client gets it, in dex's encoding. */
    public String text() {
        return new StringPair(grantId, family + own).encoded();
    }

    /** The token that follows this one under a salt. */
    public RefreshToken next(String salt) {
        byte[] key = salt.getBytes(StandardCharsets.US_ASCII);
        return new RefreshToken(grantId, family, Digests.hmac("HmacSHA256", key, family + own));
    }

    @Override
    public String toString() {
        return "RefreshToken[grantId=" + grantId + "]";
    }
}
