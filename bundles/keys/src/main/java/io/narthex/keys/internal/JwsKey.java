package io.narthex.keys.internal;

import io.narthex.keys.KeysUnavailableException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/**
 * A key that checks tokens, and signs them if it has its private half. Everything that does not depend on the token is
 * prepared.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-5">RFC 7515 section 5</a>
 */
final class JwsKey {

    private final String slot;
    private final String id;
    private final String header;
    private final Pool<Signature> signing;
    private final Pool<Signature> checking;

    /**
     * Prepares a key.
     *
     * @throws RingDamagedException if its members do not make a key, or its halves do not belong together
     */
    JwsKey(JwsAlgorithm algorithm, Ring.Key key, boolean canSign, Jca jca) {
        this.slot = algorithm.slot();
        this.id = key.id();
        this.header = JwsHeader.encode(slot, JwsHeader.NO_TYPE, id);
        try {
            PublicKey publicKey = algorithm.format().publicKey(key.jwk());
            this.checking = new Pool<>(() -> {
                Signature signature = algorithm.signature(jca);
                signature.initVerify(publicKey);
                return signature;
            });
            if (canSign) {
                PrivateKey privateKey = algorithm.format().privateKey(key.jwk());
                this.signing = new Pool<>(() -> {
                    Signature signature = algorithm.signature(jca);
                    signature.initSign(privateKey);
                    return signature;
                });
                requireMatchingHalves();
            } else {
                this.signing = new Pool<>(() -> {
                    throw new GeneralSecurityException("only the public half was kept");
                });
            }
        } catch (GeneralSecurityException e) {
            throw new RingDamagedException("key " + id + ": not a key for " + slot, e);
        }
    }

    String id() {
        return id;
    }

    /** The encoded header of every token of that type, or of none, that this key signs, and of no other. */
    String header(String type) {
        return type.equals(JwsHeader.NO_TYPE) ? header : JwsHeader.encode(slot, type, id);
    }

    /** Signs text that is not empty, as it is. */
    String sign(String type, byte[] payload) {
        byte[] headerAndDot = (header(type) + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] encoded = Base64Url.encodeToBytes(payload);
        byte[] input = new byte[headerAndDot.length + encoded.length];
        System.arraycopy(headerAndDot, 0, input, 0, headerAndDot.length);
        System.arraycopy(encoded, 0, input, headerAndDot.length, encoded.length);
        try {
            byte[] signature = Base64Url.encodeToBytes(sign(signing, input));
            byte[] jws = new byte[input.length + 1 + signature.length];
            System.arraycopy(input, 0, jws, 0, input.length);
            jws[input.length] = '.';
            System.arraycopy(signature, 0, jws, input.length + 1, signature.length);
            return new String(jws, StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new KeysUnavailableException(slot + ": signing failed", e);
        }
    }

    /** Whether this key made the signature. */
    boolean verifies(byte[] input, byte[] signature) {
        try {
            return checking.use(lent -> {
                lent.update(input);
                return lent.verify(signature);
            });
        } catch (SignatureException e) {
            // How some providers say that a signature is of the wrong length.
            return false;
        } catch (GeneralSecurityException e) {
            throw new KeysUnavailableException(slot + ": checking a signature failed", e);
        }
    }

    private void requireMatchingHalves() throws GeneralSecurityException {
        byte[] probe = header.getBytes(StandardCharsets.US_ASCII);
        if (!verifies(probe, sign(signing, probe))) {
            throw new RingDamagedException("key " + id + ": its halves do not belong together");
        }
    }

    private static byte[] sign(Pool<Signature> signing, byte[] input) throws GeneralSecurityException {
        return signing.use(lent -> {
            lent.update(input);
            return lent.sign();
        });
    }
}
