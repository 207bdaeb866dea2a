package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.UserinfoResponse;
import io.narthex.web.internal.Browser.Answer;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.Rule;
import org.junit.Test;

/** Introspection and revocation by HTTP, and what userinfo answers besides JSON. */
public class TokenStateTest {

    private static final List<String> PATHS = List.of("/dex/introspect", "/dex/revoke");

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final FakeProvider provider = server.backends.provider;

    private Browser client() {
        return server.browser().with("Accept", "*/*");
    }

    @Test
    public void tellsWhatATokenIsGoodForAsJsonInNoCache() {
        provider.introspectionAnswer = () -> "{\"active\":true}";
        Answer answer = client().with("Authorization", "Basic YTpi").post("/dex/introspect", Map.of("token", "t"));
        assertEquals(200, answer.status());
        assertEquals("{\"active\":true}", answer.body());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals(Optional.of("t"), provider.lastForm.find("token"));
        assertEquals(Optional.of("Basic YTpi"), provider.lastAuthorization);
    }

    @Test
    public void takesATokenBackWithoutAWord() {
        Answer answer = client().post("/dex/revoke", Map.of("token", "t", "client_id", "desk"));
        assertEquals(200, answer.status());
        assertEquals("", answer.body());
        assertEquals(Optional.of("desk"), provider.lastForm.find("client_id"));
    }

    @Test
    public void takesBothByPostOnly() {
        for (String path : PATHS) {
            Answer answer = client().send("GET", path + "?x=1", HttpRequest.BodyPublishers.noBody());
            assertEquals(path, 405, answer.status());
            assertTrue(answer.body(), answer.body().contains("\"error\":\"invalid_request\""));
        }
    }

    @Test
    public void refusesTokensAndSecretsInTheAddress() {
        for (String path : PATHS) {
            for (String name : List.of("token", "client_secret", "client_assertion")) {
                Answer answer = client().post(path + "?" + name + "=x", Map.of("token", "t"));
                assertEquals(path + " " + name, 400, answer.status());
                assertTrue(answer.body(), answer.body().contains("\"error\":\"invalid_request\""));
            }
        }
    }

    @Test
    public void answersEveryFailureAsJson() {
        provider.revocation = () -> {
            throw new OAuthException(ErrorCode.INVALID_GRANT, "token: issued to another client");
        };
        provider.introspectionAnswer = () -> {
            throw new OAuthException(ErrorCode.INVALID_CLIENT, "client authentication failed");
        };
        Browser browser = server.browser().with("Accept", "text/html");
        Answer revoked = browser.post("/dex/revoke", Map.of("token", "t"));
        assertEquals(400, revoked.status());
        assertEquals(
                "{\"error\":\"invalid_grant\",\"error_description\":\"token: issued to another client\"}",
                revoked.body());
        Answer asked = browser.with("Authorization", "Basic YTpi").post("/dex/introspect", Map.of("token", "t"));
        assertEquals(401, asked.status());
        assertEquals("Basic realm=\"/dex\", charset=\"UTF-8\"", asked.header("WWW-Authenticate"));
        Answer large = browser.post("/dex/introspect", Map.of("token", "t".repeat(70_000)));
        assertEquals(413, large.status());
        assertEquals("application/json", large.header("Content-Type"));
    }

    @Test
    public void letsScriptsTakeTokensBackButNotAskAboutThem() {
        server.webSettings = Map.of("allowedOrigins", "https://spa.example");
        Browser script = client().with("Origin", "https://spa.example");
        assertEquals(
                "https://spa.example",
                script.post("/dex/revoke", Map.of("token", "t")).header("Access-Control-Allow-Origin"));
        assertEquals("", script.post("/dex/introspect", Map.of("token", "t")).header("Access-Control-Allow-Origin"));
    }

    @Test
    public void sendsSignedClaimsAsAJwt() {
        provider.userinfoAnswer = new UserinfoResponse(true, "a.b.c");
        Answer answer = client().with("Authorization", "Bearer good").get("/dex/userinfo");
        assertEquals("a.b.c", answer.body());
        assertEquals("application/jwt", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
    }

    @Test
    public void tellsWhichScopeIsMissing() {
        Answer answer = client().with("Authorization", "Bearer narrow").get("/dex/userinfo");
        assertEquals(403, answer.status());
        assertEquals(
                "Bearer realm=\"/dex\", error=\"insufficient_scope\", error_description=\"access token: expected the scope"
                        + " openid\"",
                answer.header("WWW-Authenticate"));
    }
}
