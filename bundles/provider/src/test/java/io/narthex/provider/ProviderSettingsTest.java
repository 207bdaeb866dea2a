package io.narthex.provider;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.keys.KeyPolicy;
import io.narthex.keys.SigningAlgorithm;
import io.narthex.protocol.CodeChallenge;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class ProviderSettingsTest {

    @Test
    public void needsOnlyAnIssuer() {
        ProviderSettings settings = read("https://id.example/dex");
        assertEquals(Duration.ofHours(24), settings.expiry().idTokens());
        assertEquals(settings.expiry().idTokens(), settings.expiry().accessTokens());
        assertEquals(Duration.ofSeconds(60), settings.expiry().authCodes());
        assertEquals(Set.of(CodeChallenge.Method.S256), settings.oauth2().challengeMethods());
        assertFalse(settings.oauth2().skipApprovalScreen());
        assertTrue(settings.isSecure());
    }

    @Test
    public void knowsWhereEverythingLies() {
        Map<String, List<String>> table = Map.of(
                "https://id.example", List.of("", "https://id.example/token"),
                "https://id.example/", List.of("", "https://id.example/token"),
                "https://id.example/dex", List.of("/dex", "https://id.example/dex/token"),
                "https://id.example/a/b/", List.of("/a/b", "https://id.example/a/b/token"));
        table.forEach((issuer, expected) -> {
            assertEquals(expected.get(0), read(issuer).basePath());
            assertEquals(expected.get(1), read(issuer).endpoint("/token"));
            assertEquals(issuer, read(issuer).issuer());
        });
    }

    @Test
    public void refusesIssuersThatAreNone() {
        for (String wrong : List.of(
                "accounts",
                "https://id.example/?x=y",
                "https://id.example/a//b",
                "https://id.example/a/../b",
                "https://id.example/a%2Fb",
                "https://id.example/a;b",
                "ftp://id.example")) {
            String message = String.valueOf(assertThrows(wrong, InvalidSettingException.class, () -> read(wrong))
                    .getMessage());
            assertTrue(message, message.startsWith("issuer: expected"));
            assertTrue(message, message.endsWith("got '" + wrong + "'"));
        }
    }

    @Test
    public void refusesKeysThatWouldPileUp() {
        Settings settings = Settings.of(
                Map.of("issuer", "https://id.example", "expiry.signingKeys", "1m", "expiry.idTokens", "24h"));
        String message =
                String.valueOf(assertThrows(InvalidSettingException.class, () -> ProviderSettings.from(settings))
                        .getMessage());
        assertTrue(
                message,
                message.startsWith(
                        "expiry.signingKeys: expected a time that goes with expiry.idTokens and expiry.accessTokens"));
        assertTrue(message, message.endsWith("got '1m'"));
    }

    @Test
    public void keepsTheKeysOfWhatIsStoredAsLongAsASignInCanRest() {
        assertEquals(Duration.ofHours(24 * 30 + 1), stored("30d", "180d"));
        assertEquals(Duration.ofHours(24 * 180 + 1), stored("0s", "180d"));
        assertEquals(KeyPolicy.LONGEST, stored("0s", "0s"));
        assertEquals(KeyPolicy.LONGEST, stored("87600h", "0s"));
    }

    private static Duration stored(String idle, String absolute) {
        return ProviderSettings.from(Settings.of(Map.of(
                        "issuer", "https://id.example",
                        "expiry.refreshTokens.validIfNotUsedFor", idle,
                        "expiry.refreshTokens.absoluteLifetime", absolute)))
                .keyPolicy(Set.of())
                .storedLifetime();
    }

    @Test
    public void keepsSigningKeysAsLongAsTheLongestToken() {
        assertEquals(Duration.ofHours(2), tokenLifetime("2h", "1h"));
        assertEquals(Duration.ofHours(3), tokenLifetime("2h", "3h"));
    }

    private static Duration tokenLifetime(String idTokens, String accessTokens) {
        return ProviderSettings.from(Settings.of(Map.of(
                        "issuer", "https://id.example",
                        "expiry.idTokens", idTokens,
                        "expiry.accessTokens", accessTokens)))
                .keyPolicy(Set.of())
                .tokenLifetime();
    }

    @Test
    public void hasKeysForWhatItOffersAndForWhatSingleClientsWantAndForRs256() {
        ProviderSettings settings = ProviderSettings.from(
                Settings.of(Map.of("issuer", "https://id.example", "oauth2.signingAlgorithms", "ES256")));
        assertEquals(
                List.of(SigningAlgorithm.ES256, SigningAlgorithm.RS256),
                settings.oauth2().signingAlgorithms());
        assertEquals(
                Set.of(SigningAlgorithm.RS256, SigningAlgorithm.ES256, SigningAlgorithm.EDDSA),
                settings.keyPolicy(Set.of(SigningAlgorithm.EDDSA)).algorithms());
    }

    @Test
    public void refusesAMethodThatIsNone() {
        Settings settings = Settings.of(
                Map.of("issuer", "https://id.example", "oauth2.pkce.codeChallengeMethodsSupported", "S512"));
        assertEquals(
                "oauth2.pkce.codeChallengeMethodsSupported: expected S256 or plain, got 'S512'",
                assertThrows(InvalidSettingException.class, () -> ProviderSettings.from(settings))
                        .getMessage());
    }

    private static ProviderSettings read(String issuer) {
        Settings settings = Settings.of(Map.of("issuer", issuer));
        ProviderSettings read = ProviderSettings.from(settings);
        settings.rejectUnknown();
        return read;
    }
}
