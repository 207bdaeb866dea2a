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
 * <p>Only the id of the key is taken from the header of a token; then all of it must be, as it is encoded, what that key
 * writes for the expected type. So no algorithm, key or address in it can have an effect (RFC 8725 sections 3.1 and 3.10).
 */
final class RingSigner implements Signer {

    private static final int MAX_JWS_CHARS = MAX_PAYLOAD_BYTES / 3 * 4 + 4096;
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9+.-]{1," + MAX_TYPE_CHARS + "}");

    private final KeyRing ring;
    private final KeyPolicySource policies;

    RingSigner(KeyRing ring, KeyPolicySource policies) {
        this.ring = ring;
        this.policies = policies;
    }

    @Override
    public String sign(SigningAlgorithm algorithm, String payload) {
        return signAs(JwsHeader.NO_TYPE, algorithm, payload);
    }

    @Override
    public String sign(SigningAlgorithm algorithm, String type, String payload) {
        return signAs(requireType(type), algorithm, payload);
    }

    @Override
    public Optional<String> verify(String jws) {
        return verifyAs(JwsHeader.NO_TYPE, jws);
    }

    @Override
    public Optional<String> verify(String type, String jws) {
        return verifyAs(requireType(type), jws);
    }

    @Override
    public KeySet keySet() {
        return ring.keys().keySet().orElseThrow();
    }

    private String signAs(String type, SigningAlgorithm algorithm, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "payload: expected at most " + MAX_PAYLOAD_BYTES + " bytes, got " + bytes.length);
        }
        return signingKey(algorithm).sign(type, bytes);
    }

    private Optional<String> verifyAs(String type, String jws) {
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
        return checkingKey(type, jws.substring(0, headerEnd))
                .filter(key -> key.verifies(input, signature.get()))
                .map(key -> new String(payload.get(), StandardCharsets.UTF_8));
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

    private Optional<JwsKey> checkingKey(String type, String header) {
        return JwsHeader.read(header)
                .filter(read -> read.type().equals(type))
                .flatMap(read -> keyOf(read.kid()))
                .filter(key -> key.header(type).equals(header));
    }

    private Optional<JwsKey> keyOf(String kid) {
        return ring.keys().toCheck(kid).or(() -> ring.freshKeys().toCheck(kid));
    }

    private static String requireType(String type) {
        if (!TYPE.matcher(type).matches()) {
            throw new IllegalArgumentException(
                    "type: expected 1 to " + MAX_TYPE_CHARS + " letters, digits, '+', '-' and '.', got '" + type + "'");
        }
        return type;
    }
}
