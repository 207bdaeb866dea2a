package io.narthex.connector.support.jose;

import com.google.gson.JsonObject;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.Cached;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Somebody else's public keys, kept for a while, and fetched again when a token names one that is not among them: at most so
 * many times at once and then once a minute, however many such tokens come.
 */
public final class FetchedKeys {

    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final Duration BETWEEN_REQUESTS = Duration.ofMinutes(1);

    private final Clock clock;
    private final Cached<PublicKeys> keys;
    private final Duration leeway;
    /** A minute after the last request if they came once a minute; further off by each that came sooner. */
    private Instant nextRequest = Instant.MIN;

    /**
     * Keys that are fetched when one is first needed, and again once a minute at most.
     *
     * @param clock tells when
     * @param source fetches the set of keys; RFC 7517, section 5
     */
    public FetchedKeys(Clock clock, Supplier<JsonObject> source) {
        this(clock, source, 1);
    }

    /**
     * Keys that are fetched when one is first needed.
     *
     * @param clock tells when
     * @param source fetches the set of keys; RFC 7517, section 5
     * @param atOnce how many times they are fetched again before there is a minute between two
     */
    public FetchedKeys(Clock clock, Supplier<JsonObject> source, int atOnce) {
        this.clock = clock;
        this.keys = new Cached<>(KEPT, clock, () -> keysOf(source.get()));
        this.leeway = BETWEEN_REQUESTS.multipliedBy(atOnce - 1L);
    }

    /**
     * The keys that may have made a signature, going by their name, type, use and algorithm. Keys in the header itself are
     * ignored.
     *
     * @throws UpstreamUnavailableException if the keys could not be fetched
     */
    public List<JWK> candidates(JWSHeader header) {
        List<JWK> found = keys.get().candidates(header);
        return found.isEmpty() && mayAskAgain() ? keys.renew().candidates(header) : found;
    }

    /** What is wrong although there are keys: they could not be fetched again. Fetches nothing. */
    public Optional<Cached.Stale> stale() {
        return keys.stale();
    }

    /**
     * The keys as they are by now, for a signature that none of the {@link #candidates} has made: a key that has no name, or the
     * name of the one before, may have taken its place. None if they were fetched too often.
     *
     * @throws UpstreamUnavailableException if there were none before and they could not be fetched
     */
    public List<JWK> renewed(JWSHeader header) {
        return mayAskAgain() ? keys.renew().candidates(header) : List.of();
    }

    private synchronized boolean mayAskAgain() {
        Instant now = clock.instant();
        if (now.plus(leeway).isBefore(nextRequest)) {
            return false;
        }
        nextRequest = (nextRequest.isAfter(now) ? nextRequest : now).plus(BETWEEN_REQUESTS);
        return true;
    }

    private static PublicKeys keysOf(JsonObject set) {
        try {
            return PublicKeys.of(set);
        } catch (IllegalArgumentException e) {
            throw new UpstreamUnavailableException("keys of the upstream: " + e.getMessage(), e);
        }
    }
}
