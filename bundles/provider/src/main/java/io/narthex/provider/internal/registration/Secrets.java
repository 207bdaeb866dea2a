package io.narthex.provider.internal.registration;

import io.narthex.protocol.Digests;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.internal.client.ClientSecret;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes the secrets of clients. Of one that is only presented, a hash is kept. One that a client signs with must be known
 * whenever a signature is checked, for years and by every node; it is made of the client's id and a random salt under a secret
 * of ours that never changes, so that the record of the client alone tells nobody what it is.
 */
final class Secrets {

    /** What our own secret is for. */
    static final String PURPOSE = "clients";

    private static final String HMAC = "HmacSHA512";

    private final Supplier<byte[]> master;

    /** @param master a {@code LastingSecret} for {@link #PURPOSE} */
    Secrets(Supplier<byte[]> master) {
        this.master = master;
    }

    /**
     * A fresh secret.
     *
     * @param text for the client, and nobody else
     * @param kept for the record
     */
    record Fresh(String text, Kept.Secret kept) {
        @Override
        public String toString() {
            return "Fresh[...]";
        }
    }

    /** A secret to present. */
    Fresh toPresent() {
        String text = RandomIds.next() + RandomIds.next();
        return new Fresh(text, new Kept.Secret(Digests.fingerprint(text), Optional.empty()));
    }

    /** A secret to sign with: 86 characters, enough for every algorithm. */
    Fresh toSign(String clientId) {
        String salt = RandomIds.next() + RandomIds.next();
        String text = made(clientId, salt);
        return new Fresh(text, new Kept.Secret(Digests.fingerprint(text), Optional.of(salt)));
    }

    /** What a client is checked against. */
    ClientSecret of(String clientId, Kept.Secret kept) {
        return kept.salt()
                .map(salt -> ClientSecret.forSigning(made(clientId, salt)))
                .orElseGet(() -> new ClientSecret(kept.fingerprint(), Optional.empty()));
    }

    private String made(String clientId, String salt) {
        return Digests.hmac(HMAC, master.get(), clientId + '\0' + salt);
    }
}
