package io.narthex.provider.internal.client.key;

import com.google.gson.JsonObject;
import io.narthex.connector.UpstreamUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks nobody again for a while after a failure. Who presents a JWT has proved nothing yet, and must not be able to keep
 * threads waiting for a client's server that is down.
 */
final class RestingSource implements Supplier<JsonObject> {

    private static final Duration REST = Duration.ofSeconds(10);

    private final Clock clock;
    private final Supplier<JsonObject> source;
    private Optional<UpstreamUnavailableException> failure = Optional.empty();
    private Instant restsUntil = Instant.MIN;

    RestingSource(Clock clock, Supplier<JsonObject> source) {
        this.clock = clock;
        this.source = source;
    }

    /** Called by one thread at a time. */
    @Override
    public JsonObject get() {
        if (failure.isPresent() && clock.instant().isBefore(restsUntil)) {
            throw failure.get();
        }
        try {
            JsonObject found = source.get();
            failure = Optional.empty();
            return found;
        } catch (UpstreamUnavailableException e) {
            failure = Optional.of(e);
            restsUntil = clock.instant().plus(REST);
            throw e;
        }
    }
}
