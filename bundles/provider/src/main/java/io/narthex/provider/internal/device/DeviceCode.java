package io.narthex.provider.internal.device;

import io.narthex.protocol.Digests;
import io.narthex.protocol.RandomIds;
import java.util.Optional;

/**
 * What a device asks for its tokens with: the id of its request and a secret.
 *
 * @param requestId the request
 * @param secret 120 random bits
 */
public record DeviceCode(String requestId, String secret) {

    private static final int ID_LENGTH = 25;

    /** A new code for a request. */
    static DeviceCode issue(String requestId) {
        return new DeviceCode(requestId, RandomIds.next());
    }

    /** Reads a code that somebody presents; empty if it has not the form of one. */
    public static Optional<DeviceCode> parse(String text) {
        if (text.length() != 2 * ID_LENGTH) {
            return Optional.empty();
        }
        String id = text.substring(0, ID_LENGTH);
        String secret = text.substring(ID_LENGTH);
        return RandomIds.isId(id) && RandomIds.isId(secret)
                ? Optional.of(new DeviceCode(id, secret))
                : Optional.empty();
    }

    /** As the device gets it. */
    String text() {
        return requestId + secret;
    }

    /** What is stored of it. */
    String fingerprint() {
        return Digests.fingerprint(secret);
    }

    @Override
    public String toString() {
        return "DeviceCode[requestId=" + requestId + "]";
    }
}
