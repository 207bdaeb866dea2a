package io.narthex.keys.internal;

import io.narthex.keys.KeyPolicySource;
import io.narthex.keys.KeySet;
import io.narthex.keys.KeysUnavailableException;
import io.narthex.keys.Signer;
import io.narthex.keys.SigningAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Signs and checks with the {@link KeyRing}.
 *
 * <p>A token is checked by looking up its whole header, as it is encoded, among those that our keys write. So the header is
 * never parsed: no algorithm, key or address in it can have an effect (RFC 8725 sections 3.1 and 3.10).
 */
final class RingSigner implements Signer {

    private static final int MAX_HEADER_CHARS = 128;
    private static final int MAX_JWS_CHARS = MAX_PAYLOAD_BYTES / 3 * 4 + 4096;
    private static final Pattern OUR_HEADER = Pattern.compile("\\{\"alg\":\"[A-Za-z0-9]+\",\"kid\":\"[0-9a-f]{40}\"}");

    private final KeyRing ring;
    private final KeyPolicySource policies;

    RingSigner(KeyRing ring, KeyPolicySource policies) {
        this.ring = ring;
        this.policies = policies;
    }

    @Override
    public String sign(SigningAlgorithm algorithm, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "payload: expected at most " + MAX_PAYLOAD_BYTES + " bytes, got " + bytes.length);
        }
        return signingKey(algorithm).sign(bytes);
    }

    @Override
    public Optional<String> verify(String jws) {
        int headerEnd = jws.indexOf('.');
        int payloadEnd = jws.indexOf('.', headerEnd + 1);
        if (jws.length() > MAX_JWS_CHARS || headerEnd < 0 || payloadEnd < 0) {
            return Optional.empty();
        }
        Optional<byte[]> payload = Base64Url.decode(jws.substring(headerEnd + 1, payloadEnd));
        Optional<byte[]> signature = Base64Url.decode(jws.substring(payloadEnd + 1));
        if (payload.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        byte[] input = jws.substring(0, payloadEnd).getBytes(StandardCharsets.US_ASCII);
        return checkingKey(jws.substring(0, headerEnd))
                .filter(key -> key.verifies(input, signature.get()))
                .map(key -> new String(payload.get(), StandardCharsets.UTF_8));
    }

    @Override
    public KeySet keySet() {
        return ring.keys().keySet().orElseThrow();
    }

    private JwsKey signingKey(SigningAlgorithm algorithm) {
        return ring.keys().toSign(algorithm).orElseGet(() -> awaitedKey(algorithm));
    }

    /** An algorithm that was added just now gets its first key within seconds. */
    private JwsKey awaitedKey(SigningAlgorithm algorithm) {
        if (!policies.policy().algorithms().contains(algorithm)) {
            throw new KeysUnavailableException(algorithm.joseName() + ": not among the configured algorithms");
        }
        LiveKeys keys = ring.keys(live -> live.toSign(algorithm).isPresent(), algorithm.joseName());
        return keys.toSign(algorithm).orElseThrow();
    }

    private Optional<JwsKey> checkingKey(String header) {
        Optional<JwsKey> known = ring.keys().toCheck(header);
        if (known.isPresent() || header.length() > MAX_HEADER_CHARS || !looksLikeOurs(header)) {
            return known;
        }
        return ring.freshKeys().toCheck(header);
    }

    private static boolean looksLikeOurs(String header) {
        return Base64Url.decode(header)
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII))
                .filter(text -> OUR_HEADER.matcher(text).matches())
                .isPresent();
    }
}
