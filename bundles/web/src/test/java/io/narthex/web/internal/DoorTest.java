package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.web.internal.Browser.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;

public class DoorTest {

    private static final String DISCOVERY = "/dex/.well-known/openid-configuration";

    @Rule
    public final WebServer server = new WebServer("/dex");

    @Test
    public void givesEveryAnswerItsHeaders() {
        for (String path : List.of(
                "/dex/auth?client_id=app&scope=openid",
                "/dex/auth",
                "/dex/nothing",
                "/dex/token",
                "/dex/a;b",
                "/dex/keys",
                "/dex/healthz")) {
            Answer answer = server.browser().get(path);
            assertEquals(path, "nosniff", answer.header("X-Content-Type-Options"));
            assertEquals(path, "DENY", answer.header("X-Frame-Options"));
            assertEquals(path, "no-referrer", answer.header("Referrer-Policy"));
            assertTrue(path, answer.header("Content-Security-Policy").startsWith("default-src 'none'; "));
            assertFalse(path, answer.header("Content-Security-Policy").contains("unsafe"));
            assertFalse(
                    path + ": set twice",
                    answer.header("Content-Security-Policy").contains(" | "));
            assertEquals(
                    path,
                    path.equals("/dex/keys"),
                    !answer.header("Cache-Control").equals("no-store"));
            assertEquals(path, "", answer.header("Strict-Transport-Security"));
        }
    }

    @Test
    public void tellsBrowsersToStayWithHttpsWhereTheIssuerHasIt() {
        server.providerSettings = Map.of("issuer", "https://login.example/dex");
        Answer page = server.browser().get("/dex/auth?client_id=app&scope=openid");
        assertEquals("max-age=31536000", page.header("Strict-Transport-Security"));
        assertTrue(page.header("Set-Cookie").contains("; Secure; "));
        server.webSettings = Map.of("hsts.maxAge", "0s");
        assertEquals("", server.browser().get("/dex/keys").header("Strict-Transport-Security"));
    }

    @Test
    public void refusesAddressesThatCouldBeReadInTwoWays() throws IOException {
        for (String path : List.of(
                "/dex/auth;x=1",
                "/dex//auth",
                "/dex/x/../auth",
                "/dex/%2e%2e/auth",
                "/dex/static/%2e%2e/x",
                "/dex/a%2fb",
                "/dex/a%5cb",
                "/dex/a\\b",
                "/dex/a%00b",
                "/dex/a%252fb",
                "/dex/callback/a%0ab",
                "/dex/auth/a;b",
                "/dex/auth/%2e%2e%00")) {
            String status = raw(path);
            assertTrue(path + " gives " + status, status.startsWith("HTTP/1.1 4"));
        }
        assertTrue(raw("/dex/keys?" + "a".repeat(13_000)).startsWith("HTTP/1.1 400"));
        assertTrue(raw("/dex/" + "a".repeat(3_000)).startsWith("HTTP/1.1 400"));
        assertTrue(raw("/dex/keys?a=b").startsWith("HTTP/1.1 200"));
    }

    @Test
    public void showsAPageOrJsonWhereThereIsNothing() {
        Answer page = server.browser().get("/dex/nothing");
        assertEquals(404, page.status());
        assertEquals("There is nothing here", page.title());
        Answer json = server.browser().with("Accept", "application/json").get("/dex/nothing");
        assertEquals(404, json.status());
        assertEquals("{\"error\":\"not_found\",\"error_description\":\"nothing lives at this address\"}", json.body());
    }

    @Test
    public void answersTheScriptsOfConfiguredOriginsOnly() {
        server.webSettings = Map.of("allowedOrigins", "https://spa.example, https://other.example");
        Answer allowed = server.browser().with("Origin", "https://spa.example").get(DISCOVERY);
        assertEquals("https://spa.example", allowed.header("Access-Control-Allow-Origin"));
        assertEquals("Origin", allowed.header("Vary"));
        Answer refused = server.browser().with("Origin", "https://evil.example").get(DISCOVERY);
        assertEquals(200, refused.status());
        assertEquals("", refused.header("Access-Control-Allow-Origin"));
        assertEquals(
                "",
                server.browser()
                        .with("Origin", "https://spa.example")
                        .get("/dex/healthz")
                        .header("Access-Control-Allow-Origin"));
        Answer error = server.browser().with("Origin", "https://spa.example").get("/dex/userinfo");
        assertEquals("https://spa.example", error.header("Access-Control-Allow-Origin"));
    }

    @Test
    public void answersPreflights() {
        server.webSettings = Map.of("allowedOrigins", "https://spa.example");
        Answer preflight = preflight("https://spa.example", "authorization, content-type");
        assertEquals(204, preflight.status());
        assertEquals("https://spa.example", preflight.header("Access-Control-Allow-Origin"));
        assertEquals("Authorization, Content-Type", preflight.header("Access-Control-Allow-Headers"));
        assertEquals(403, preflight("https://evil.example", "authorization").status());
        Answer header = preflight("https://spa.example", "x-other");
        assertEquals(403, header.status());
        assertEquals("", header.header("Access-Control-Allow-Origin"));
    }

    @Test
    public void saysNothingToScriptsWhereNoOriginIsConfigured() {
        assertEquals(
                "",
                server.browser()
                        .with("Origin", "https://spa.example")
                        .get(DISCOVERY)
                        .header("Access-Control-Allow-Origin"));
    }

    @Test
    public void sendsDocumentsOnlyWhenTheyChanged() {
        for (String path : List.of(DISCOVERY, "/dex/keys")) {
            Answer document = server.browser().get(path);
            assertEquals(200, document.status());
            assertEquals("application/json", document.header("Content-Type"));
            assertTrue(document.header("Cache-Control").startsWith("public, max-age="));
            Answer again = server.browser()
                    .with("If-None-Match", document.header("ETag"))
                    .get(path);
            assertEquals(304, again.status());
            assertEquals("", again.body());
            Answer head = server.browser().head(path);
            assertEquals(200, head.status());
            assertEquals(document.header("Content-Length"), head.header("Content-Length"));
            assertEquals(405, server.browser().post(path, Map.of()).status());
        }
    }

    @Test
    public void statesWhatIsOnInDiscovery() {
        String body = server.browser().get(DISCOVERY).body();
        String issuer = server.address("/dex");
        assertTrue(
                body,
                body.startsWith("{\n  \"issuer\": \"" + issuer + "\",\n  \"authorization_endpoint\": \"" + issuer
                        + "/auth\",\n  \"token_endpoint\": \"" + issuer + "/token\",\n  \"jwks_uri\": \"" + issuer
                        + "/keys\",\n"));
        assertTrue(body, body.contains("\"code_challenge_methods_supported\": [\n    \"S256\"\n  ]"));
        server.providerSettings = Map.of("issuer", "https://login.example/dex/");
        String moved = server.browser().get(DISCOVERY).body();
        assertTrue(moved, moved.contains("\"issuer\": \"https://login.example/dex/\""));
        assertTrue(moved, moved.contains("\"https://login.example/dex/token\""));
    }

    @Test
    public void statesTheSameWhereOauthClientsLookForIt() {
        String body = server.browser().get(DISCOVERY).body();
        for (String path :
                List.of("/.well-known/oauth-authorization-server/dex", "/dex/.well-known/oauth-authorization-server")) {
            server.webSettings = Map.of("allowedOrigins", "https://spa.example");
            Answer answer =
                    server.browser().with("Origin", "https://spa.example").get(path);
            assertEquals(path, body, answer.body());
            assertEquals(path, "https://spa.example", answer.header("Access-Control-Allow-Origin"));
            assertEquals(path, "nosniff", answer.header("X-Content-Type-Options"));
        }
        assertEquals(
                404,
                server.browser().get("/.well-known/oauth-authorization-server").status());
    }

    @Test
    public void statesTheSameAtTheRootWhereTheIssuerHasNoPath() throws Exception {
        WebServer root = new WebServer("");
        root.before();
        try {
            assertEquals(
                    root.browser().get("/.well-known/openid-configuration").body(),
                    root.browser()
                            .get("/.well-known/oauth-authorization-server")
                            .body());
        } finally {
            root.after();
        }
    }

    @Test
    public void tellsHealthWithoutNamingWhatIsWrong() {
        assertEquals(
                "Health check passed\n", server.browser().get("/dex/healthz").body());
        server.backends.provider.well = false;
        Answer ill = server.browser().get("/dex/healthz");
        assertEquals(503, ill.status());
        assertEquals("Health check failed: problems: 1\n", ill.body());
    }

    @Test
    public void letsTheDemoBeSeenOnLoopback() {
        WebServer demo = new WebServer("/dex");
        demo.loopbackOnly = true;
        try {
            demo.before();
            assertEquals(200, demo.browser().get("/dex/keys").status());
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            demo.after();
        }
    }

    private Answer preflight(String origin, String headers) {
        return server.browser()
                .with("Origin", origin)
                .with("Access-Control-Request-Method", "POST")
                .with("Access-Control-Request-Headers", headers)
                .options("/dex/token");
    }

    private String raw(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(10_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = socket.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("");
            }
        }
    }
}
