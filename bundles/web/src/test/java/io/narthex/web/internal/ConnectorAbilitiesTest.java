package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;

import io.narthex.web.internal.Browser.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;

public class ConnectorAbilitiesTest {

    private static final String CALLBACK = "/dex/callback/saml%2F1";

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final Browser browser = server.browser();

    @Test
    public void servesTheMetadataOfAConnector() {
        Answer answer = browser.get("/dex/connectors/saml%2F1/metadata");
        assertEquals(200, answer.status());
        assertEquals("application/samlmetadata+xml", answer.header("Content-Type"));
        assertEquals("<md/>", answer.body());
    }

    @Test
    public void hasNoMetadataOfOthers() {
        assertEquals(404, browser.get("/dex/connectors/other/metadata").status());
        assertEquals(404, browser.get("/dex/connectors/saml").status());
        assertEquals(404, browser.get("/dex/connectors/saml/metadata/metadata").status());
        assertEquals(400, browser.get("/dex/connectors/../metadata").status());
    }

    @Test
    public void sendsWhoComesUnaskedToWhereASignInBegins() {
        server.backends.provider.connectors.unsolicited = Optional.of(URI.create("https://app.example/login"));
        for (Map<String, String> form : List.of(
                Map.of("SAMLResponse", "x"), Map.of("SAMLResponse", "x", "RelayState", "https://evil.example/"))) {
            Answer answer = browser.with("Origin", "https://idp.example").post(CALLBACK, form);
            assertEquals(303, answer.status());
            assertEquals("https://app.example/login", answer.location());
        }
    }

    @Test
    public void turnsAwayWhoComesUnaskedWhereThatIsOff() {
        assertEquals(400, browser.post(CALLBACK, Map.of("SAMLResponse", "x")).status());
        assertEquals(
                400,
                browser.post("/dex/callback/other", Map.of("SAMLResponse", "x")).status());
        assertEquals(
                400, browser.post("/dex/callback", Map.of("SAMLResponse", "x")).status());
    }
}
