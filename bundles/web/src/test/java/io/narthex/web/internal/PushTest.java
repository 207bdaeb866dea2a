package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.web.internal.Browser.Answer;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class PushTest {

    @Rule
    public final WebServer server = new WebServer("/dex");

    private Browser client() {
        return server.browser().with("Accept", "*/*");
    }

    @Test
    public void answersWithAnAddressThatIsKeptNowhere() {
        Answer answer = client().post("/dex/par", Map.of("client_id", "app", "scope", "openid"));
        assertEquals(201, answer.status());
        assertEquals("{\"request_uri\":\"urn:ietf:params:oauth:request_uri:abc\",\"expires_in\":60}", answer.body());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @Test
    public void tellsErrorsInJsonAndNeverByARedirect() {
        Answer unknown = client().with("Authorization", "Basic YTpi").post("/dex/par", Map.of("client_id", "unknown"));
        assertEquals(401, unknown.status());
        assertTrue(unknown.body(), unknown.body().contains("\"error\":\"invalid_client\""));
        assertTrue(unknown.header("WWW-Authenticate").startsWith("Basic "));
        Answer missing = client().post("/dex/par", Map.of("scope", "openid"));
        assertEquals(400, missing.status());
        assertTrue(missing.body(), missing.body().contains("\"error\":\"invalid_request\""));
        assertEquals(405, client().get("/dex/par").status());
        Answer address = client().post("/dex/par?client_secret=x", Map.of("client_id", "app"));
        assertEquals(400, address.status());
    }

    @Test
    public void boundsWhatOneSourceWritesThatHasProvedNothing() {
        Answer answer = client().post("/dex/par", Map.of("client_id", "desk"));
        assertEquals(201, answer.status());
        int tries = 1;
        while (answer.status() == 201 && tries++ < 300) {
            answer = client().post("/dex/par", Map.of("client_id", "desk"));
        }
        assertEquals(429, answer.status());
        assertTrue(answer.body(), answer.body().contains("\"error\":\"temporarily_unavailable\""));
        assertEquals(201, client().post("/dex/par", Map.of("client_id", "app")).status());
    }
}
