package io.narthex.provider.internal.logout;

import io.narthex.protocol.RandomIds;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.client.Client;
import io.narthex.provider.internal.json.Json;
import io.narthex.provider.internal.token.TokenEndpoints;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Makes logout tokens; OpenID Connect Back-Channel Logout 1.0, section 2.4. */
final class LogoutTokens {

    /** Explicitly typed, so that nobody takes one for an ID token; section 2.4. */
    static final String TYPE = "logout+jwt";

    /** What the token says has happened. */
    static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private final Supplier<ProviderSettings> settings;
    private final TokenEndpoints.Keys keys;

    LogoutTokens(Supplier<ProviderSettings> settings, TokenEndpoints.Keys keys) {
        this.settings = settings;
        this.keys = keys;
    }

    /** A token for a client; signed as its ID tokens are. */
    String make(Client client, LogoutNotice notice) {
        Instant now = keys.clock().instant();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", settings.get().issuer());
        claims.put("sub", keys.subjects().of(client, notice.person()));
        claims.put("aud", client.id());
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(LIFETIME).getEpochSecond());
        claims.put("jti", RandomIds.next());
        claims.put("sid", keys.subjects().session(client, notice.sessionId()));
        claims.put("events", Map.of(EVENT, Map.of()));
        return keys.signer()
                .sign(settings.get().oauth2().signingAlgorithm(client.tokens().idToken()), TYPE, Json.write(claims));
    }
}
