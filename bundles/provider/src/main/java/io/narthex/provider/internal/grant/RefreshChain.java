package io.narthex.provider.internal.grant;

import io.narthex.protocol.Digests;
import io.narthex.protocol.RandomIds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is stored of a family of refresh tokens: hashes, and where the chain stands.
 *
 * @param family hash of what all its tokens share
 * @param current hash of the token that is good
 * @param previous hash of the one before it
 * @param salt made the current token from the previous one
 * @param rotatedAt when the current one was made, or last used where it is not replaced
 */
public record RefreshChain(String family, String current, Optional<String> previous, String salt, Instant rotatedAt) {

    /** What a presented token is to the chain. */
    public enum Standing {
        /** The good one. */
        CURRENT,
        /** The one before it, soon enough that its answer may have been lost. */
        REPEATED,
        /** One that was good once: somebody has a copy. */
        REUSED,
        /** None of this family. */
        FOREIGN
    }

    /** The chain that begins with a token. */
    public static RefreshChain of(RefreshToken first, Instant now) {
        return new RefreshChain(
                Digests.fingerprint(first.family()),
                Digests.fingerprint(first.own()),
                Optional.empty(),
                newSalt(),
                now);
    }

    /**
     * What a token is to the chain.
     *
     * @param reuseInterval how long after a rotation the previous token is taken for one whose answer was lost
     */
    public Standing standing(RefreshToken token, Duration reuseInterval, Instant now) {
        if (!Digests.equal(Digests.fingerprint(token.family()), family)) {
            return Standing.FOREIGN;
        }
        String own = Digests.fingerprint(token.own());
        if (Digests.equal(own, current)) {
            return Standing.CURRENT;
        }
        boolean isPrevious = previous.isPresent() && Digests.equal(own, previous.get());
        return isPrevious && now.isBefore(rotatedAt.plus(reuseInterval)) ? Standing.REPEATED : Standing.REUSED;
    }

    /** The chain after the current token was used. */
    public RefreshChain rotated(RefreshToken presented, String newSalt, Instant now) {
        String next = Digests.fingerprint(presented.next(newSalt).own());
        return new RefreshChain(family, next, Optional.of(current), newSalt, now);
    }

    /** The chain after the current token was used without being replaced. */
    public RefreshChain used(Instant now) {
        return new RefreshChain(family, current, Optional.empty(), salt, now);
    }

    /** A salt for the next rotation. */
    public static String newSalt() {
        return RandomIds.next() + RandomIds.next();
    }

    @Override
    public String toString() {
        return "RefreshChain[rotatedAt=" + rotatedAt + "]";
    }
}
