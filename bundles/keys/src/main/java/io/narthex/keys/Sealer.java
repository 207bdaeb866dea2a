package io.narthex.keys;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Encrypts and authenticates what leaves us and comes back: flow state, tokens; and what a record is to hold without showing
 * it. Any node on the same store opens what another one sealed, for at least {@link KeyPolicy#sealedLifetime()}, or {@link
 * KeyPolicy#storedLifetime()} if it was sealed for the store. A sealed value can be presented again and again, and carries no
 * time: what must expire says so in its content.
 *
 * <p>A method called before the keys were read for the first time waits a few seconds for them.
 */
@ProviderType
public interface Sealer {

    /** The longest content, in bytes. */
    int MAX_CONTENT_BYTES = 256 * 1024;

    /**
     * Seals content. The same content gives another value each time.
     *
     * @param purpose what it is for, such as {@code flow}; whoever opens it must name the same. 1 to 64 characters
     * @param content anything, at most {@value #MAX_CONTENT_BYTES} bytes; its length can be told from the sealed value
     * @return base64url without padding, about 48 characters longer than the encoded content
     * @throws IllegalArgumentException if the purpose or the content is too long or the purpose empty
     * @throws KeysUnavailableException if the keys could not be read yet
     */
    String seal(String purpose, byte[] content);

    /**
     * Seals content that lies in the store for long. Whoever writes the record again seals it again, so that it never lies
     * there for longer than the keys last.
     *
     * @param purpose what it is for, and in which record it lies, so that it means nothing in another one; 1 to 64 characters
     * @param content as in {@link #seal}
     * @return as in {@link #seal}
     * @throws IllegalArgumentException if the purpose or the content is too long or the purpose empty
     * @throws KeysUnavailableException if the keys could not be read yet
     */
    String sealForStore(String purpose, byte[] content);

    /**
     * Opens a sealed value.
     *
     * @param purpose as in {@link #seal} or {@link #sealForStore}
     * @param sealed anything that somebody sent
     * @return the content; empty if it was not sealed by us for this purpose, was changed, or is too old
     * @throws KeysUnavailableException if the keys could not be read yet
     */
    Optional<byte[]> open(String purpose, String sealed);
}
