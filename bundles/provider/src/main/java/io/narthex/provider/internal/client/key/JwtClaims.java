package io.narthex.provider.internal.client.key;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The claims of a JWT; RFC 7519, section 4. Every method throws {@link RefusedJwtException} for a claim of another type than it
 * must have.
 *
 * @param json all of them, no name twice
 */
public record JwtClaims(JsonObject json) {

    /** How far a client's clock may be off. */
    public static final Duration SKEW = Duration.ofSeconds(60);

    /** Times beyond this are nonsense, and sums with them could overflow. */
    private static final double LATEST = 1e12;

    /** A claim that is a text. */
    public Optional<String> text(String name) {
        if (!json.has(name)) {
            return Optional.empty();
        }
        if (json.get(name) instanceof JsonPrimitive value && value.isString()) {
            return Optional.of(value.getAsString());
        }
        throw new RefusedJwtException(name + ": expected a text");
    }

    /** A claim that is a text and must be there. */
    public String require(String name) {
        return text(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new RefusedJwtException(name + ": missing"));
    }

    /** The audiences; none if there is no such claim. */
    public List<String> audiences() {
        if (!json.has("aud")) {
            return List.of();
        }
        List<String> audiences = new ArrayList<>();
        JsonElement claim = json.get("aud");
        for (JsonElement element : claim instanceof JsonArray array ? array : List.of(claim)) {
            if (!(element instanceof JsonPrimitive one && one.isString())) {
                throw new RefusedJwtException("aud: expected texts");
            }
            audiences.add(element.getAsString());
        }
        return audiences;
    }

    /**
     * Refuses claims that are meant for others too: who gets them there could bring them here.
     *
     * @param ours what we are called
     */
    public void requireAudience(Collection<String> ours) {
        List<String> audiences = audiences();
        if (audiences.isEmpty() || !ours.containsAll(audiences)) {
            throw new RefusedJwtException("aud: expected this provider and nobody else");
        }
    }

    /** When they expire, if they say so. */
    public Optional<Instant> expiry() {
        return seconds("exp").map(Instant::ofEpochSecond);
    }

    /**
     * Refuses claims that are not good now: {@code exp}, {@code nbf} and {@code iat}, each if it is there, with
     * {@link #SKEW} to spare.
     */
    public void requireGood(Instant now) {
        if (expiry().filter(expiry -> !expiry.plus(SKEW).isAfter(now)).isPresent()) {
            throw new RefusedJwtException("exp: expired");
        }
        for (String begin : List.of("nbf", "iat")) {
            if (seconds(begin)
                    .filter(second -> Instant.ofEpochSecond(second).minus(SKEW).isAfter(now))
                    .isPresent()) {
                throw new RefusedJwtException(begin + ": in the future");
            }
        }
    }

    private Optional<Long> seconds(String name) {
        if (!json.has(name)) {
            return Optional.empty();
        }
        if (json.get(name) instanceof JsonPrimitive number && number.isNumber()) {
            double value = number.getAsDouble();
            if (value >= 0 && value < LATEST) {
                return Optional.of((long) value);
            }
        }
        throw new RefusedJwtException(name + ": expected seconds since 1970");
    }

    /** Only the names. */
    @Override
    public String toString() {
        return "JwtClaims" + json.keySet();
    }
}
