package io.narthex.provider.internal.registration;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.Registration;
import io.narthex.provider.internal.Refusals;
import java.util.Optional;

/** Registers clients in tests. */
final class RegistrationFixture {

    static final String INITIAL = "the-initial-access-token";
    static final String CALLBACK = "https://app.example/cb";

    private RegistrationFixture() {}

    /** Metadata, written with single quotes. */
    static String json(String text) {
        return text.replace('\'', '"');
    }

    /** Metadata with a redirect URI, and more of it. */
    static String with(String more) {
        return json("{'redirect_uris': ['" + CALLBACK + "']" + (more.isEmpty() ? "" : ", " + more) + "}");
    }

    static JsonObject register(Registration registration, String metadata) {
        return JsonParser.parseString(registration.register(Optional.of(INITIAL), metadata))
                .getAsJsonObject();
    }

    static String text(JsonObject answer, String name) {
        return answer.get(name).getAsString();
    }

    static Optional<String> token(JsonObject answer) {
        return Optional.of(text(answer, "registration_access_token"));
    }

    /** Says that metadata must be refused, and how the description begins. */
    static void assertRefused(Registration registration, ErrorCode error, String begin, String metadata) {
        OAuthException refusal =
                Refusals.assertRefused(error, () -> registration.register(Optional.of(INITIAL), metadata));
        if (!refusal.description().startsWith(begin)) {
            throw new AssertionError(metadata + ": expected '" + begin + "', got '" + refusal.description() + "'");
        }
    }
}
