package io.narthex.provider.internal.client;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.settings.InvalidSettingException;
import io.narthex.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

public class ClientReaderTest {

    private static final Map<String, String> APP = Map.of(
            "secret", "s3cret-s3cret",
            "redirectURIs", "https://app.example/callback, com.example.app:/callback");

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
