package io.narthex.connector.oidc.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.connector.support.oauth.ClientAuthentication;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

public class OidcConfigTest {

    private static final String SECRET = "upstream-client-secret";
    private static final String METADATA = "{\"issuer\":\"https://up.example\","
            + "\"authorization_endpoint\":\"https://up.example/auth\",\"token_endpoint\":\"https://up.example/token\","
            + "\"jwks_uri\":\"https://up.example/keys\"}";

    @Test
    public void hasDefaults() {
        OidcConfig config = config();
        assertEquals(List.of("openid", "profile", "email"), config.request().scopes());
        assertEquals("https://up.example", config.issuerInTokens());
        assertFalse(config.withUserinfo());
    }

    @Test
    public void asksForOpenidOnceAndFirst() {
        assertEquals(
                List.of("openid", "x"), config("scopes", "x, openid").request().scopes());
    }

    @Test
    public void choosesHowToProveWhoItIs() {
        assertTrue(authentication(Set.of()) instanceof ClientAuthentication.SecretBasic);
        assertTrue(
                authentication(Set.of("client_secret_post", "client_secret_basic"))
                        instanceof ClientAuthentication.SecretBasic);
        assertTrue(authentication(Set.of("client_secret_post")) instanceof ClientAuthentication.SecretPost);
        assertTrue(authentication(Set.of(), "basicAuthUnsupported", "true") instanceof ClientAuthentication.SecretPost);
        assertTrue(
                authentication(Set.of("client_secret_post"), "basicAuthUnsupported", "false")
                        instanceof ClientAuthentication.SecretBasic);
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
                        .encodeToString(TestKeys.EC.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        assertTrue(
                authentication(Set.of(), "clientSecret", "", "clientKey", key)
                        instanceof ClientAuthentication.PrivateKeyJwt);
        assertEquals("clientKey", refused("clientKey", key).key());
    }

    @Test
    public void showsNoSecret() {
        OidcConfig config = config();
        assertFalse((config + " " + config.client() + authentication(Set.of())).contains(SECRET));
        IdTokens.Expected expected =
                IdTokens.Expected.of("narthex").withNonce("the-nonce").withAccessToken("the-token");
        assertEquals("Expected[clientId=narthex, audiences=[narthex]]", expected.toString());
    }

    @Test
    public void refusesSettingsThatContradictEachOther() {
        assertEquals(
                "tokenExchange.accessTokens",
                refused("tokenExchange.accessTokens", "true").key());
        assertEquals(
                "claimModifications.newGroupFromClaims.0.claims",
                refused("claimModifications.newGroupFromClaims.0.prefix", "x").key());
        assertEquals(
                "http.proxy", refused("http.proxy", "https://proxy.example").key());
    }

    @Test
    public void refusesAPromptWithWhichNobodyCouldSignIn() {
        for (String prompt : List.of("none", "consent none")) {
            assertEquals(
                    "promptType: expected omit, consent, login, select_account or several of them, but not none, got '"
                            + prompt + "'",
                    refused("promptType", prompt).getMessage());
        }
    }

    @Test
    public void leavesTlsForNoEndpointWhateverTheIssuerCallsItself() {
        String named = METADATA.replace("\"issuer\":\"https://up.example\"", "\"issuer\":\"up.example\"");
        OidcConfig config = config("issuerAlias", "up.example");
        assertEquals("https://up.example/token", metadata(named, config).token().toString());
        String plain = named.replace("https://up.example/token", "http://up.example/token");
        assertThrows(UpstreamUnavailableException.class, () -> metadata(plain, config));
        OidcConfig within = config("issuer", "http://up.internal", "issuerAlias", "up.example");
        assertEquals("http://up.example/token", metadata(plain, within).token().toString());
    }

    @Test
    public void readsMetadata() {
        OidcMetadata metadata = metadata(METADATA);
        assertEquals("https://up.example/token", metadata.token().toString());
        assertTrue(metadata.algorithms().isEmpty() && metadata.userinfo().isEmpty() && !metadata.namesIssuer());
    }

    @Test
    public void refusesMetadataThatAreWrong() {
        for (String wrong : List.of(
                METADATA.replace("\"https://up.example\"", "\"https://up.example/\""),
                METADATA.replace("\"issuer\"", "\"Issuer\""),
                METADATA.replace("https://up.example/auth", "http://up.example/auth"),
                METADATA.replace("https://up.example/auth", "javascript:alert(1)"),
                METADATA.replace("https://up.example/token", "https://u:p@up.example/token"),
                METADATA.replace("https://up.example/token", "/token"),
                METADATA.replace("jwks_uri", "keys"),
                METADATA.replace("https://up.example/keys", "file:///etc/passwd"))) {
            assertThrows(wrong, UpstreamUnavailableException.class, () -> metadata(wrong));
        }
    }

    private static OidcMetadata metadata(String json) {
        return metadata(json, config());
    }

    private static OidcMetadata metadata(String json, OidcConfig config) {
        JsonObject parsed = JsonParser.parseString(json).getAsJsonObject();
        return OidcMetadata.read(parsed, config);
    }

    private static ClientAuthentication authentication(Set<String> methods, String... keysAndValues) {
        return config(keysAndValues).client().authentication(methods, Clock.systemUTC());
    }

    private static InvalidSettingException refused(String... keysAndValues) {
        return assertThrows(InvalidSettingException.class, () -> config(keysAndValues));
    }

    private static OidcConfig config(String... keysAndValues) {
        Map<String, String> values =
                new HashMap<>(Map.of("issuer", "https://up.example", "clientID", "narthex", "clientSecret", SECRET));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return OidcConfig.from(Settings.of(values));
    }
}
