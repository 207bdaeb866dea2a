package io.narthex.keys.internal;

import io.narthex.keys.KeysUnavailableException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals and opens: AES-256-GCM with a random nonce. A sealed value is key id, nonce, encrypted content and tag,
 * in this order.
 *
 * @see <a href="https://doi.org/10.6028/NIST.SP.800-38D">NIST SP 800-38D: at most 2^32 random nonces per key</a>
 */
final class SealingKey {

    static final String SLOT = "A256GCM";

    /** Of the keys for what lies in the store. */
    static final String STORE_SLOT = "A256GCM-store";

    static final KeyFormat FORMAT = new OctetFormat(32);
    static final int ID_BYTES = 8;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int HEAD_BYTES = ID_BYTES + NONCE_BYTES;

    /** How much longer a sealed value is than its content. */
    static final int OVERHEAD_BYTES = HEAD_BYTES + TAG_BYTES;

    private final byte[] id;
    private final SecretKeySpec key;
    private final SecureRandom random;
    private final Pool<Cipher> ciphers;

    /**
     * Prepares a key.
     *
     * @throws RingDamagedException if its members do not make a key
     */
    SealingKey(Ring.Key key, SecureRandom random, Pool<Cipher> ciphers) {
        this.id = HexFormat.of().parseHex(key.id());
        byte[] bytes = KeyFormat.bytes(key.jwk(), "k");
        if (bytes.length != 32 || id.length != ID_BYTES) {
            throw new RingDamagedException("key " + key.id() + ": not a key for " + SLOT);
        }
        this.key = new SecretKeySpec(bytes, "AES");
        this.random = random;
        this.ciphers = ciphers;
    }

    /** Ciphers that any sealing key can use. */
    static Pool<Cipher> ciphers(Jca jca) {
        return new Pool<>(() -> jca.cipher(TRANSFORMATION));
    }

    /** The id as a map key. */
    long id() {
        return ByteBuffer.wrap(id).getLong();
    }

    /** The id of the key that a value says it was sealed with; empty if it is too short to be one. */
    static Optional<Long> idOf(byte[] sealed) {
        return sealed.length < OVERHEAD_BYTES
                ? Optional.empty()
                : Optional.of(ByteBuffer.wrap(sealed).getLong());
    }

    byte[] seal(byte[] purpose, byte[] content) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = new byte[OVERHEAD_BYTES + content.length];
        System.arraycopy(id, 0, sealed, 0, ID_BYTES);
        System.arraycopy(nonce, 0, sealed, ID_BYTES, NONCE_BYTES);
        try {
            return ciphers.use(cipher -> {
                cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
                cipher.updateAAD(purpose);
                cipher.doFinal(content, 0, content.length, sealed, HEAD_BYTES);
                return sealed;
            });
        } catch (GeneralSecurityException e) {
            throw new KeysUnavailableException(SLOT + ": sealing failed", e);
        }
    }

    /** The content; empty if the value was not sealed with this key for this purpose. */
    Optional<byte[]> open(byte[] purpose, byte[] sealed) {
        byte[] nonce = Arrays.copyOfRange(sealed, ID_BYTES, HEAD_BYTES);
        try {
            return Optional.of(ciphers.use(cipher -> {
                cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
                cipher.updateAAD(purpose);
                return cipher.doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
            }));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new KeysUnavailableException(SLOT + ": opening failed", e);
        }
    }
}
