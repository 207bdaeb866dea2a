package io.narthex.provider.internal.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.nimbusds.jose.jwk.RSAKey;
import io.narthex.provider.internal.client.key.TestJwts;
import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.Test;

public class ClientReaderTest {

    private static final Map<String, String> APP = Map.of(
            "secret", "s3cret-s3cret",
            "redirectURIs", "https://app.example/callback, com.example.app:/callback");

    private static final String LONG = "0123456789abcdef0123456789abcdef";

    @Test
    public void takesTheIdFromTheFileName() {
        Client client = read(APP);
        assertEquals("app", client.id());
        assertEquals("app", client.name());
        assertEquals(List.of("https://app.example/callback", "com.example.app:/callback"), client.redirectUris());
        assertTrue(client.secret().orElseThrow().matches("s3cret-s3cret"));
    }

    @Test
    public void takesAPublicClientWithoutSecretAndAddress() {
        Client client = read(Map.of("public", "true", "id", "https://desk.example", "name", "Desk"));
        assertTrue(client.isPublic());
        assertTrue(client.mayUseRedirectUri("http://localhost:1234/"));
    }

    @Test
    public void demandsASectorOfPairwiseClients() {
        Map<String, String> pairwise = new TreeMap<>(APP);
        pairwise.put("subjectType", "pairwise");
        assertRefused(
                "sectorIdentifierURI: missing, expected an https address,"
                        + " since redirectURIs do not all have the same host",
                pairwise);
        pairwise.put("sectorIdentifierURI", "http://app.example/list");
        assertRefused("sectorIdentifierURI: expected an https address, got 'http://app.example/list'", pairwise);
        pairwise.put("sectorIdentifierURI", "https://app.example/list");
        read(pairwise);
        pairwise.put("trustedPeers", "other");
        assertRefused("trustedPeers: expected none where subjectType is pairwise, got 'other'", pairwise);
    }

    @Test
    public void namesWhatIsMissing() {
        assertRefused("secret: missing, expected a value, or public = true", without("secret"));
        assertRefused(
                "redirectURIs: missing, expected at least one absolute address, or public = true",
                without("redirectURIs"));
    }

    @Test
    public void refusesAddressesThatCannotBeAnsweredTo() {
        for (String wrong : List.of(
                "callback",
                "/callback",
                "https:///callback",
                "https://a@b.example/",
                "https://app.example/#f",
                "javascript:alert(1)",
                "data:text/html,x",
                "http://a b/")) {
            Map<String, String> changed = new TreeMap<>(APP);
            changed.put("redirectURIs", wrong.replace(",", ";"));
            String quoted = wrong.replace(",", ";");
            assertRefused("redirectURIs: expected absolute addresses without fragment, got '" + quoted + "'", changed);
        }
    }

    @Test
    public void neverPrintsTheSecret() {
        assertFalse(read(APP).toString().contains("s3cret-s3cret"));
    }

    @Test
    public void keepsTheSecretItselfOnlyOfAClientThatSignsWithIt() {
        assertEquals(Optional.empty(), read(APP).secret().orElseThrow().text());
        Client signing = read(with("tokenEndpointAuthMethod", "client_secret_jwt", "secret", LONG));
        assertEquals(Optional.of(LONG), signing.secret().orElseThrow().text());
        Client objects = read(with("requestObjectSigningAlgorithm", "HS256", "secret", LONG));
        assertEquals(Optional.of(LONG), objects.secret().orElseThrow().text());
        assertFalse(signing.toString().contains(LONG));
    }

    @Test
    public void refusesASecretThatIsTooShortToSignWith() {
        assertRefused(
                "secret: expected at least 32 bytes, since the client signs with it",
                with("tokenEndpointAuthMethod", "client_secret_jwt"));
        assertRefused(
                "secret: expected at least 64 bytes, since the client signs with it",
                with("requestObjectSigningAlgorithm", "HS512", "secret", LONG));
        assertRefused(
                "secret: expected at least 48 bytes, since the client signs with it",
                with(
                        "tokenEndpointAuthMethod",
                        "client_secret_jwt",
                        "tokenEndpointAuthSigningAlgorithm",
                        "HS384",
                        "secret",
                        LONG));
    }

    @Test
    public void namesTheKeysThatCannotBeUsedAndQuotesNoneOfThem() throws Exception {
        String form = "jwks: expected a JWK set as JSON, {\"keys\": [...]}, of at most 65536 characters";
        assertRefused(form, with("jwks", "{"));
        assertRefused(form, with("jwks", "{\"keys\":{}}"));
        assertRefused(form, with("jwks", TestJwts.rsa("a", TestJwts.RSA).toJSONString()));
        String none = "jwks: expected at least one key that signatures can be checked with";
        assertRefused(none, with("jwks", "{\"keys\":[]}"));
        assertRefused(none, with("jwks", "{\"keys\":[{\"kty\":\"new\"}]}"));
        String secret = new RSAKey.Builder(TestJwts.rsa("a", TestJwts.RSA))
                .privateKey(TestJwts.RSA.getPrivate())
                .build()
                .toJSONString();
        assertRefused(
                "jwks: expected public keys, got a private or symmetric one",
                with("jwks", "{\"keys\":[" + secret + "]}"));
        assertRefused(
                "jwks: expected public keys, got a private or symmetric one",
                with("jwks", "{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}]}"));
        assertTrue(read(with("jwks", TestJwts.jwks())).credentials().jwks().isPresent());
    }

    @Test
    public void namesWhatAWayOfAuthenticationLacks() {
        assertRefused(
                "jwks: missing, expected the public keys of the client, or jwksURI",
                with("tokenEndpointAuthMethod", "private_key_jwt"));
        assertRefused(
                "jwks: missing, expected the public keys of the client, or jwksURI",
                with("requestObjectSigningAlgorithm", "ES256"));
        assertRefused(
                "jwksURI: expected either jwks or jwksURI, got both",
                with("jwks", TestJwts.jwks(), "jwksURI", "https://app.example/keys"));
        assertRefused(
                "jwksURI: expected an https address, got 'http://app.example/keys'",
                with("jwksURI", "http://app.example/keys"));
        assertRefused(
                "tokenEndpointAuthMethod: expected a method, or public = true and no secret, got 'none'",
                with("tokenEndpointAuthMethod", "none"));
        assertRefused(
                "tokenEndpointAuthSigningAlgorithm: expected none, unless tokenEndpointAuthMethod is private_key_jwt or"
                        + " client_secret_jwt, got 'RS256'",
                with("tokenEndpointAuthSigningAlgorithm", "RS256"));
        Map<String, String> publicOne =
                new TreeMap<>(Map.of("public", "true", "tokenEndpointAuthMethod", "client_secret_post"));
        assertRefused("secret: missing, expected a value", publicOne);
    }

    @Test
    public void refusesAddressesThatRequestsMustNotComeFrom() {
        for (String wrong : List.of("http://app.example/r", "ftp://app.example/r", "r", "https://a@app.example/r")) {
            assertRefused(
                    "requestURIs: expected https addresses of at most 512 characters, got '" + wrong + "'",
                    with("requestURIs", wrong));
        }
        assertEquals(
                List.of("https://app.example/r#hash", "http://localhost:1/r"),
                read(with("requestURIs", "https://app.example/r#hash, http://localhost:1/r"))
                        .requests()
                        .requestUris());
    }

    private static Map<String, String> with(String... keysAndValues) {
        Map<String, String> more = new TreeMap<>(APP);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            more.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return more;
    }

    private static Map<String, String> without(String key) {
        Map<String, String> less = new TreeMap<>(APP);
        less.remove(key);
        return less;
    }

    private static Client read(Map<String, String> values) {
        Settings settings = Settings.of(values);
        Client client = new ClientReader().read("app", settings);
        settings.rejectUnknown();
        return client;
    }

    private static void assertRefused(String message, Map<String, String> values) {
        assertEquals(
                message,
                assertThrows(InvalidSettingException.class, () -> read(values)).getMessage());
    }
}
