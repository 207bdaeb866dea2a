package io.narthex.provider;

import io.narthex.settings.Settings;
import java.time.Duration;

/**
 * Browser sessions: who has signed in stays so for all clients.
 *
 * @param enabled whether there are any; without, everybody signs in for each client
 * @param validIfNotUsedFor how long one lives without being used
 * @param absoluteLifetime how long one lives at most
 * @param refreshTokens what becomes of refresh tokens at the end of the session that they were given in, unless the client
 *     says otherwise
 * @param upstreamLogout whether who signs out here is sent to sign out at the upstream, too, where the connector can
 */
public record SessionSettings(
        boolean enabled,
        Duration validIfNotUsedFor,
        Duration absoluteLifetime,
        RefreshTokenLifetime refreshTokens,
        boolean upstreamLogout) {

    /** Reads the section {@code sessions}. */
    static SessionSettings from(Settings settings) {
        Duration least = Duration.ofMinutes(1);
        Duration most = Duration.ofDays(365);
        return new SessionSettings(
                settings.flag("enabled", true),
                settings.duration("validIfNotUsedFor", Duration.ofHours(8), least, most),
                settings.duration("absoluteLifetime", Duration.ofHours(24), least, most),
                settings.choice("refreshTokens", RefreshTokenLifetime.class, RefreshTokenLifetime.STANDALONE),
                settings.flag("upstreamLogout", true));
    }
}
