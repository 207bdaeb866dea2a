package io.narthex.keys;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Signs with the keys of this provider. All nodes on one store share them.
 *
 * <p>Tokens of several kinds are signed with the same keys. Kinds other than the ID token name themselves in the header, and
 * who checks a token says which kind it must be: so none is taken for another (RFC 8725 section 3.11).
 *
 * <p>A method called before the keys were read for the first time waits a few seconds for them.
 */
@ProviderType
public interface Signer {

    /** The longest payload, in bytes of UTF-8. */
    int MAX_PAYLOAD_BYTES = 128 * 1024;

    /** The longest name of a kind of token. */
    int MAX_TYPE_CHARS = 64;

    /**
     * Signs a token that does not name its kind: an ID token.
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
     * Signs a token that names its kind.
     *
     * @param algorithm as in {@link #sign(SigningAlgorithm, String)}
     * @param type the media type without {@code application/}, such as {@code at+jwt} (RFC 9068) or {@code logout+jwt};
     *     1 to {@value #MAX_TYPE_CHARS} letters, digits, {@code +}, {@code -} and {@code .}
     * @param payload as in {@link #sign(SigningAlgorithm, String)}
     * @return a compact JWS whose header is exactly {@code {"alg":"RS256","typ":"at+jwt","kid":"<40 hex digits>"}}
     * @throws IllegalArgumentException if the type is anything else, or the payload longer than
     *     {@value #MAX_PAYLOAD_BYTES} bytes
     * @throws KeysUnavailableException if there is no key of that algorithm, or none could be read yet
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-4.1.9">RFC 7515 section 4.1.9</a>
     */
    String sign(SigningAlgorithm algorithm, String type, String payload);

    /**
     * Checks a token that claims to be signed by {@link #sign(SigningAlgorithm, String)}. Says nothing about its claims: not
     * even that it has not expired.
     *
     * @param jws anything that somebody sent
     * @return the payload if a key that is still published signed exactly this, without naming a kind; empty otherwise
     * @throws KeysUnavailableException if the keys could not be read yet
     */
    Optional<String> verify(String jws);

    /**
     * Checks a token that claims to be signed by {@link #sign(SigningAlgorithm, String, String)}. Says nothing about its
     * claims: not even that it has not expired.
     *
     * @param type the kind that it must be, compared as it is
     * @param jws anything that somebody sent
     * @return the payload if a key that is still published signed exactly this as that kind; empty otherwise
     * @throws IllegalArgumentException if the type is none that could be signed
     * @throws KeysUnavailableException if the keys could not be read yet
     */
    Optional<String> verify(String type, String jws);

    /**
     * The keys to check our tokens with, as they are now. Prepared beforehand; costs nothing to ask for.
     *
     * @throws KeysUnavailableException if the keys could not be read yet
     */
    KeySet keySet();
}
