package io.narthex.provider.internal.client;

import io.narthex.protocol.Digests;

/**
 * A client's secret, of which only a hash is kept. The secrets are long and random, so a plain hash is enough.
 *
 * @param fingerprint SHA-256, base64url
 */
public record ClientSecret(String fingerprint) {

    /** Keeps the hash of a secret. */
    public static ClientSecret of(String secret) {
        return new ClientSecret(Digests.fingerprint(secret));
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
