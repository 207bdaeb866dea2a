package io.narthex.provider.internal.client;

import io.narthex.protocol.Digests;
import java.util.Optional;

/**
 * A client's secret, of which only a hash is kept unless the client signs with it. The secrets are long and random, so a plain
 * hash is enough.
 *
 * @param fingerprint SHA-256, base64url
 * @param text the secret itself, of a client that signs with it
 */
public record ClientSecret(String fingerprint, Optional<String> text) {

    /** Keeps the hash of a secret. */
    public static ClientSecret of(String secret) {
        return new ClientSecret(Digests.fingerprint(secret), Optional.empty());
    }

    /** Keeps a secret that its client signs with, since a signature cannot be checked with the hash. */
    public static ClientSecret forSigning(String secret) {
        return new ClientSecret(Digests.fingerprint(secret), Optional.of(secret));
    }

    /** Whether that is the secret, in a time that does not depend on how much of it is right. */
    public boolean matches(String presented) {
        return Digests.equal(Digests.fingerprint(presented), fingerprint);
    }

    @Override
    public String toString() {
        return "ClientSecret[...]";
    }
}
