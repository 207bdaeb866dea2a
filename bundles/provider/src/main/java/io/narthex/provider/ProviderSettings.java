package io.narthex.provider;

import io.narthex.keys.KeyPolicy;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the provider as a whole; {@code etc/narthex.provider.cfg}, keys as dex spells them.
 *
 * @param issuer the issuer to the letter, as every token and document says it
 * @param expiry how long things live
 * @param oauth2 what clients may do
 * @param sessions browser sessions
 * @param registration dynamic client registration
 * @param connectorWait how long a request waits for a connector whose bundle is being exchanged
 */
public record ProviderSettings(
        String issuer,
        Expiry expiry,
        OAuth2Settings oauth2,
        SessionSettings sessions,
        RegistrationSettings registration,
        Duration connectorWait) {

    /**
     * How long things live.
     *
     * @param idTokens ID tokens
     * @param accessTokens access tokens
     * @param authRequests from the authorization request to the end of the sign-in
     * @param authCodes from the code to its redemption
     * @param deviceRequests from the request of a device to the end of the sign-in for it
     * @param pushedRequests from a pushed authorization request to its use
     * @param signingKeys how long a key signs
     * @param refreshTokens refresh tokens
     */
    public record Expiry(
            Duration idTokens,
            Duration accessTokens,
            Duration authRequests,
            Duration authCodes,
            Duration deviceRequests,
            Duration pushedRequests,
            Duration signingKeys,
            RefreshTokens refreshTokens) {}

    /**
     * How long refresh tokens live.
     *
     * @param validIfNotUsedFor without being used; zero for ever
     * @param absoluteLifetime since the sign-in; zero for ever
     * @param reuseInterval how long the previous token is still answered with the current one, for an answer that was lost
     * @param disableRotation whether a token of a confidential client stays the same when it is used
     */
    public record RefreshTokens(
            Duration validIfNotUsedFor, Duration absoluteLifetime, Duration reuseInterval, boolean disableRotation) {

        /** Between a sign-in's end and the redemption of its code, which starts the clock of its refresh token. */
        private static final Duration MARGIN = Duration.ofHours(1);

        /** How long what a refresh needs is kept since the last one; empty for ever. */
        public Optional<Duration> kept() {
            Duration longest = validIfNotUsedFor.isZero() ? absoluteLifetime : validIfNotUsedFor;
            return longest.isZero() ? Optional.empty() : Optional.of(longest.plus(MARGIN));
        }
    }

    /**
     * Reads the settings.
     *
     * @throws io.narthex.settings.InvalidSettingException if one is missing or wrong
     */
    public static ProviderSettings from(Settings settings) {
        ProviderSettings read = new ProviderSettings(
                issuer(settings),
                expiry(settings.section("expiry")),
                OAuth2Settings.from(settings.section("oauth2")),
                SessionSettings.from(settings.section("sessions")),
                RegistrationSettings.from(settings.section("registration")),
                settings.section("connectors").duration("wait", seconds(10), Duration.ZERO, seconds(60)));
        try {
            read.keyPolicy(Set.of());
        } catch (IllegalArgumentException e) {
            throw settings.wrong(
                    "expiry.signingKeys",
                    "a time that goes with expiry.idTokens and expiry.accessTokens (" + e.getMessage() + ")",
                    settings.text("expiry.signingKeys", "6h"));
        }
        return read;
    }

    /**
     * How keys are to be kept, so that whatever they sign or seal can be checked and opened as long as it lives.
     *
     * @param ofClients what the provider signs with for single clients, besides what it offers to all
     */
    public KeyPolicy keyPolicy(Set<SigningAlgorithm> ofClients) {
        Set<SigningAlgorithm> algorithms = new HashSet<>(oauth2.signingAlgorithms());
        algorithms.addAll(ofClients);
        return new KeyPolicy(
                expiry.signingKeys(),
                longer(expiry.idTokens(), expiry.accessTokens()),
                KeyPolicy.DEFAULT.publishLead(),
                KeyPolicy.DEFAULT.extraRetention(),
                longer(longer(expiry.authRequests(), expiry.pushedRequests()), expiry.accessTokens()),
                stored(expiry.refreshTokens()),
                algorithms);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** What is kept for ever is sealed anew at each use; what nobody uses for ten years may as well be gone. */
    private static Duration stored(RefreshTokens lengths) {
        return lengths.kept()
                .filter(kept -> kept.compareTo(KeyPolicy.LONGEST) < 0)
                .orElse(KeyPolicy.LONGEST);
    }

    /** The path of the issuer without a slash at its end: {@code /dex}, or empty for an issuer without a path. */
    public String basePath() {
        String path = URI.create(issuer).getRawPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** The absolute address of something under the issuer: {@code endpoint("/token")}. */
    public String endpoint(String path) {
        return (issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + path;
    }

    /** Whether browsers reach the provider by {@code https}. */
    public boolean isSecure() {
        return issuer.toLowerCase(Locale.ROOT).startsWith("https:");
    }

    private static String issuer(Settings settings) {
        URI uri = settings.uri("issuer");
        String issuer = uri.toString();
        boolean plainPath = uri.getRawPath().isEmpty() || uri.getRawPath().matches("(/[A-Za-z0-9._~-]+)*/?");
        if (uri.getRawQuery() != null || !plainPath || !uri.normalize().equals(uri)) {
            throw settings.wrong("issuer", "an address without a query and with a plain path", issuer);
        }
        return issuer;
    }

    private static Expiry expiry(Settings settings) {
        Duration second = seconds(1);
        Duration idTokens = settings.duration("idTokens", hours(24), second, hours(24 * 30));
        Settings refresh = settings.section("refreshTokens");
        return new Expiry(
                idTokens,
                settings.duration("accessTokens", idTokens, second, hours(24 * 30)),
                settings.duration("authRequests", hours(1), second, hours(24)),
                settings.duration("authCodes", seconds(60), second, seconds(600)),
                settings.duration("deviceRequests", seconds(300), seconds(10), hours(1)),
                settings.duration("pushedRequests", seconds(60), seconds(5), seconds(600)),
                settings.duration("signingKeys", hours(6), seconds(5), hours(24 * 365)),
                new RefreshTokens(
                        refresh.duration("validIfNotUsedFor", hours(24 * 30), Duration.ZERO, hours(24 * 3650)),
                        refresh.duration("absoluteLifetime", hours(24 * 180), Duration.ZERO, hours(24 * 3650)),
                        refresh.duration("reuseInterval", seconds(30), Duration.ZERO, seconds(600)),
                        refresh.flag("disableRotation", false)));
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }
}
