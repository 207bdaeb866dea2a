package io.narthex.provider.internal.token;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.narthex.keys.Signer;
import io.narthex.provider.ProviderSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads ID tokens of ours that clients show again to say whom they mean; OpenID Connect Core 1.0, section 3.1.2.1
 * ({@code id_token_hint}). One that has expired says it as well.
 */
public final class IdTokenHints {

    private final Supplier<ProviderSettings> settings;
    private final Signer signer;

    /** Hints that this signer has signed. */
    public IdTokenHints(Supplier<ProviderSettings> settings, Signer signer) {
        this.settings = settings;
        this.signer = signer;
    }

    /**
     * What an ID token says.
     *
     * @param subject who it is about, as its audience knows them
     * @param audience the clients it is for
     * @param sessionId the browser session in which it was given, if it was
     */
    public record Hint(String subject, List<String> audience, Optional<String> sessionId) {

        /** Copies the list. */
        public Hint {
            audience = List.copyOf(audience);
        }
    }

    /** What the token says; empty if it is none that we have given out under this issuer. */
    public Optional<Hint> read(String token) {
        return signer.verify(token).flatMap(this::parse);
    }

    private Optional<Hint> parse(String payload) {
        try {
            JsonObject claims = JsonParser.parseString(payload).getAsJsonObject();
            Optional<String> subject = text(claims, "sub");
            boolean ours = text(claims, "iss").equals(Optional.of(settings.get().issuer()));
            return subject.filter(some -> ours).map(sub -> new Hint(sub, audience(claims), text(claims, "sid")));
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            return Optional.empty(); // signed by us, but for another purpose
        }
    }

    private static List<String> audience(JsonObject claims) {
        JsonElement given = claims.get("aud");
        if (given == null) {
            return List.of();
        }
        List<String> audience = new ArrayList<>();
        if (given instanceof JsonArray several) {
            several.forEach(one -> audience.add(one.getAsString()));
        } else {
            audience.add(given.getAsString());
        }
        return audience;
    }

    private static Optional<String> text(JsonObject claims, String name) {
        return Optional.ofNullable(claims.get(name)).map(JsonElement::getAsString);
    }
}
