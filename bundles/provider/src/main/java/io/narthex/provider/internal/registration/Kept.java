package io.narthex.provider.internal.registration;

import io.narthex.protocol.Digests;
import io.narthex.provider.internal.client.ClientSecret;
import io.narthex.provider.internal.client.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a client that registered itself.
 *
 * @param metadata what is registered, as JSON
 * @param secret what it can prove itself with, if it can
 * @param token fingerprint of its registration access token
 * @param issuedAt when it registered
 * @param byStranger whether it registered without an initial access token, and so is forgotten when nobody uses it
 */
record Kept(String metadata, Optional<Secret> secret, String token, Instant issuedAt, boolean byStranger) {

    /**
     * A secret. That of a client that signs with it is not kept, but made again from what is.
     *
     * @param fingerprint as of {@link ClientSecret}
     * @param salt what it is made of, if its client signs with it
     */
    record Secret(String fingerprint, Optional<String> salt) {
        @Override
        public String toString() {
            return "Secret[...]";
        }
    }

    /** How it became a client. */
    Origin origin() {
        return byStranger ? Origin.STRANGER : Origin.INVITED;
    }

    /** Whether that is the registration access token, compared in constant time. */
    boolean isToken(String presented) {
        return Digests.equal(Digests.fingerprint(presented), token);
    }

    /** The same after an update. */
    Kept updated(String newMetadata, Optional<Secret> newSecret) {
        return new Kept(newMetadata, newSecret, token, issuedAt, byStranger);
    }

    @Override
    public String toString() {
        return "Kept[issuedAt=" + issuedAt + "]";
    }
}
