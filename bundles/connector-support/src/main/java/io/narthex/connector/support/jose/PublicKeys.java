package io.narthex.connector.support.jose;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of public keys that signatures can be checked with; RFC 7517, section 5. Keys of other kinds and for other uses are
 * passed over, and so are RSA keys that are too short to be safe or so large that checking with them takes long.
 */
public final class PublicKeys {

    /** The most keys in a set. */
    public static final int MOST = 100;

    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;
    private static final int MOST_EXPONENT_BITS = 64;

    private final List<JWK> keys;

    private PublicKeys(List<JWK> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The keys of a set.
     *
     * @throws IllegalArgumentException if it is no set, or has more than {@link #MOST} keys; the message quotes nothing
     */
    public static PublicKeys of(JsonObject set) {
        if (!(set.get("keys") instanceof JsonArray array) || array.size() > MOST) {
            throw new IllegalArgumentException("expected a set of at most " + MOST + " keys");
        }
        List<JWK> keys = new ArrayList<>();
        for (JsonElement element : array) {
            try {
                JWK key = JWK.parse(element.toString());
                if (isForSignatures(key)) {
                    keys.add(key.toPublicJWK());
                }
            } catch (ParseException | IllegalArgumentException e) {
                // one of a kind that we do not know
            }
        }
        return new PublicKeys(keys);
    }

    /** The keys that may have made a signature, going by their name, type and algorithm; nothing else in the header counts. */
    public List<JWK> candidates(JWSHeader header) {
        KeyType type = KeyType.forAlgorithm(header.getAlgorithm());
        return keys.stream()
                .filter(key -> key.getKeyType().equals(type))
                .filter(key -> header.getKeyID() == null || header.getKeyID().equals(key.getKeyID()))
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm()))
                .toList();
    }

    /** Whether there is none that a signature could be checked with. */
    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Not those that anybody could sign with, since their private half is published, and not those that only cost time. */
    private static boolean isForSignatures(JWK key) {
        return (!(key instanceof RSAKey rsa) || isSound(rsa))
                && !key.isPrivate()
                && !key.getKeyType().equals(KeyType.OCT)
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }

    private static boolean isSound(RSAKey key) {
        return key.size() >= LEAST_RSA_BITS
                && key.size() <= MOST_RSA_BITS
                && key.getPublicExponent().decodeToBigInteger().bitLength() <= MOST_EXPONENT_BITS;
    }
}
