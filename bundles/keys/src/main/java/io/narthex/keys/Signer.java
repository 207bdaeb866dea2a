package io.narthex.keys;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signs with the keys of this provider. All nodes on one store share them.
 *
 * <p>A method called before the keys were read for the first time waits a few seconds for them.
 */
@ProviderType
public interface Signer {

    /** The longest payload, in bytes of UTF-8. */
    int MAX_PAYLOAD_BYTES = 128 * 1024;

    /**
     * Signs a token.
     *
     * @param algorithm one that {@link KeyPolicy#algorithms()} lists; the first key of an algorithm signs at once, every
     *     later one only after it has been in the key set for {@link KeyPolicy#publishLead()}
     * @param payload JSON text, signed as it is
     * @return a compact JWS whose header is exactly {@code {"alg":"RS256","kid":"<40 hex digits>"}}
     * @throws IllegalArgumentException if the payload is longer than {@value #MAX_PAYLOAD_BYTES} bytes
     * @throws KeysUnavailableException if there is no key of that algorithm, or none could be read yet
     */
    String sign(SigningAlgorithm algorithm, String payload);

    /**
     * Checks a token that claims to be signed by {@link #sign}. Says nothing about its claims: not even that it has not
     * expired.
     *
     * @param jws anything that somebody sent
     * @return the payload if a key that is still published signed exactly this; empty otherwise
     * @throws KeysUnavailableException if the keys could not be read yet
     */
    Optional<String> verify(String jws);

    /**
     * The keys to check our tokens with, as they are now. Prepared beforehand; costs nothing to ask for.
     *
     * @throws KeysUnavailableException if the keys could not be read yet
     */
    KeySet keySet();
}
