package io.narthex.provider.internal.device;

import io.narthex.protocol.CodeChallenge;
import io.narthex.protocol.Digests;
import io.narthex.provider.internal.grant.Grant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A device that waits for a person; RFC 8628, section 3.
 *
 * @param id random
 * @param clientId the client that runs on it
 * @param scopes what it asks for
 * @param resources the resource servers that its access tokens may be for; RFC 8707
 * @param challenge the proof key it must redeem its code with, if it sent one
 * @param codeFingerprint hash of the secret part of its device code
 * @param userCode fingerprint of the code that it shows
 * @param expiry until when it waits
 * @param answer what the person said, once one has
 * @param polling when it may ask next
 */
public record DeviceRequest(
        String id,
        String clientId,
        List<String> scopes,
        List<String> resources,
        Optional<CodeChallenge> challenge,
        String codeFingerprint,
        String userCode,
        Instant expiry,
        Optional<Answer> answer,
        Polling polling) {

    /** Copies the lists. */
    public DeviceRequest {
        scopes = List.copyOf(scopes);
        resources = List.copyOf(resources);
    }

    /**
     * What the person said.
     *
     * @param person who it was; empty if they let the device have nothing
     */
    public record Answer(Optional<Grant.Person> person) {}

    /**
     * How often the device asks; RFC 8628, section 3.5.
     *
     * @param interval how long it has to wait between two questions
     * @param last when it asked last; empty if it has not yet
     */
    public record Polling(Duration interval, Optional<Instant> last) {

        /** What a device begins with. */
        static final Duration FIRST_INTERVAL = Duration.ofSeconds(5);

        private static final Duration PENALTY = Duration.ofSeconds(5);
        private static final Duration MOST = Duration.ofSeconds(60);
        /** Clocks and networks are not exact. */
        private static final Duration TOLERANCE = Duration.ofMillis(500);

        /** Whether a question at that time comes too early. */
        public boolean isTooEarly(Instant now) {
            return last.filter(before -> now.isBefore(before.plus(interval).minus(TOLERANCE)))
                    .isPresent();
        }

        /** After a question at that time: one that came too early makes the device wait five seconds more from now on. */
        public Polling asked(Instant now) {
            Duration longer = interval.plus(PENALTY);
            Duration next = isTooEarly(now) ? (longer.compareTo(MOST) > 0 ? MOST : longer) : interval;
            return new Polling(next, Optional.of(now));
        }
    }

    /** Whether the code is that of this request. */
    public boolean isOf(DeviceCode code) {
        return Digests.equal(code.fingerprint(), codeFingerprint);
    }

    /** Whether it waits no longer. */
    public boolean isExpired(Instant now) {
        return !expiry.isAfter(now);
    }

    DeviceRequest answered(Answer given) {
        return new DeviceRequest(
                id,
                clientId,
                scopes,
                resources,
                challenge,
                codeFingerprint,
                userCode,
                expiry,
                Optional.of(given),
                polling);
    }

    DeviceRequest polled(Polling next) {
        return new DeviceRequest(
                id, clientId, scopes, resources, challenge, codeFingerprint, userCode, expiry, answer, next);
    }

    /** Only what may be logged. */
    @Override
    public String toString() {
        return "DeviceRequest[id=" + id + ", client=" + clientId + "]";
    }
}
