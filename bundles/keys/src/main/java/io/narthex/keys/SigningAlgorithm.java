package io.narthex.keys;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a token can be signed with. Each has keys of its own, so that a published key says for which algorithm it is.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518 section 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8037#section-3.1">RFC 8037 section 3.1</a>
 */
public enum SigningAlgorithm {
    /** RSA of 2048 bits, PKCS #1 v1.5, SHA-256. What every client understands. */
    RS256("RS256"),

    /** ECDSA on P-256, SHA-256. Shorter signatures. */
    ES256("ES256"),

    /** ECDSA on P-384, SHA-384. */
    ES384("ES384"),

    /** RSA of 2048 bits, PSS with a salt of 32 bytes, SHA-256. */
    PS256("PS256"),

    /** Ed25519, and no other curve. Not every client understands it: the API server of Kubernetes does not. */
    EDDSA("EdDSA");

    private final String joseName;

    SigningAlgorithm(String joseName) {
        this.joseName = joseName;
    }

    /** The name in token headers, in the key set and in metadata, such as {@code RS256}. */
    public String joseName() {
        return joseName;
    }

    /** The algorithm of that name, compared as it is; empty if we have none. */
    public static Optional<SigningAlgorithm> find(String joseName) {
        return Arrays.stream(values())
                .filter(one -> one.joseName.equals(joseName))
                .findFirst();
    }
}
