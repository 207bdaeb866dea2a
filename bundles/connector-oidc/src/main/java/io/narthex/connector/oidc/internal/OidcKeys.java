package io.narthex.connector.oidc.internal;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.narthex.connector.UpstreamUnavailableException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The upstream's public keys, kept for a while, and fetched again when a token names one that is not among them: at most once
 * a minute, however many such tokens come.
 */
final class OidcKeys {

    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final Duration BETWEEN_REQUESTS = Duration.ofMinutes(1);
    private static final int MOST_KEYS = 100;
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_RSA_BITS = 8192;

    private final Clock clock;
    private final Cached<List<JWK>> keys;
    private Instant nextRequest = Instant.MIN;

    /** @param source fetches the set of keys */
    OidcKeys(Clock clock, Supplier<JsonObject> source) {
        this.clock = clock;
        this.keys = new Cached<>(KEPT, clock, () -> parse(source.get()));
    }

    /**
     * The keys that may have made a signature, going by their name, type, use and algorithm. Keys in the header itself are
     * ignored.
     *
     * @throws UpstreamUnavailableException if the keys could not be fetched
     */
    List<JWK> candidates(JWSHeader header) {
        List<JWK> found = matching(keys.get(), header);
        return found.isEmpty() && mayAskAgain() ? matching(keys.renew(), header) : found;
    }

    private synchronized boolean mayAskAgain() {
        Instant now = clock.instant();
        if (now.isBefore(nextRequest)) {
            return false;
        }
        nextRequest = now.plus(BETWEEN_REQUESTS);
        return true;
    }

    private static List<JWK> matching(List<JWK> all, JWSHeader header) {
        KeyType type = KeyType.forAlgorithm(header.getAlgorithm());
        return all.stream()
                .filter(key -> key.getKeyType().equals(type))
                .filter(key -> header.getKeyID() == null || header.getKeyID().equals(key.getKeyID()))
                .filter(key -> key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm()))
                .toList();
    }

    /** RFC 7517, section 5: keys that we do not understand are passed over. */
    private static List<JWK> parse(JsonObject set) {
        if (!(set.get("keys") instanceof JsonArray array) || array.size() > MOST_KEYS) {
            throw new UpstreamUnavailableException(
                    "keys of the upstream: expected a set of at most " + MOST_KEYS + " keys");
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
        return List.copyOf(keys);
    }

    /** Not those that anybody could sign with, since their private half is published, and not those that only cost time. */
    private static boolean isForSignatures(JWK key) {
        boolean isOfGoodSize =
                !(key instanceof RSAKey rsa) || (rsa.size() >= LEAST_RSA_BITS && rsa.size() <= MOST_RSA_BITS);
        return isOfGoodSize
                && !key.isPrivate()
                && !key.getKeyType().equals(KeyType.OCT)
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY));
    }
}
