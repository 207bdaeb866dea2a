package io.narthex.web.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.TokenResponse;
import io.narthex.storage.StorageException;
import io.narthex.web.internal.Browser.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.Rule;
import org.junit.Test;

public class BackChannelTest {

    private static final Map<String, String> FORM = Map.of("grant_type", "authorization_code", "code", "c");

    @Rule
    public final WebServer server = new WebServer("/dex");

    private final FakeProvider provider = server.backends.provider;

    private Browser client() {
        return server.browser().with("Accept", "*/*");
    }

    @Test
    public void answersWithTokensInTheOrderOfDex() {
        Answer answer = client().with("Authorization", "Basic YTpi").post("/dex/token", FORM);
        assertEquals(200, answer.status());
        assertEquals(
                "{\"access_token\":\"the-access-token\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                        + "\"refresh_token\":\"the-refresh-token\",\"id_token\":\"the-id-token\",\"scope\":\"openid\"}",
                answer.body());
        assertEquals("application/json", answer.header("Content-Type"));
        assertEquals("no-store", answer.header("Cache-Control"));
        assertEquals("no-cache", answer.header("Pragma"));
        assertEquals(Optional.of("Basic YTpi"), provider.lastAuthorization);
        assertEquals(Optional.of("c"), provider.lastForm.find("code"));
    }

    @Test
    public void saysWhatATokenWasExchangedFor() {
        provider.tokenAnswer = () -> new TokenResponse(
                "the-id-token",
                Duration.ofHours(1),
                Optional.empty(),
                Optional.empty(),
                "",
                Optional.of(TokenResponse.ID_TOKEN_TYPE));
        assertEquals(
                "{\"access_token\":\"the-id-token\","
                        + "\"issued_token_type\":\"urn:ietf:params:oauth:token-type:id_token\","
                        + "\"token_type\":\"N_A\",\"expires_in\":3600}",
                client().post("/dex/token", FORM).body());
    }

    @Test
    public void challengesWhoFailedWithBasicAndNobodyElse() {
        provider.tokenAnswer = () -> {
            throw new OAuthException(ErrorCode.INVALID_CLIENT, "client authentication failed").withDetail("secret");
        };
        Answer basic = client().with("Authorization", "basic YTpi").post("/dex/token", FORM);
        assertEquals(401, basic.status());
        assertEquals("Basic realm=\"/dex\", charset=\"UTF-8\"", basic.header("WWW-Authenticate"));
        assertEquals(
                "{\"error\":\"invalid_client\",\"error_description\":\"client authentication failed\"}", basic.body());
        assertEquals("", client().post("/dex/token", FORM).header("WWW-Authenticate"));
    }

    /** RFC 8628, section 3.5, and RFC 6749, section 5.2: no error of a token request but a client's has another status. */
    @Test
    public void tellsADeviceThatWasNotLetInAsAnyOtherError() {
        provider.tokenAnswer = () -> {
            throw new OAuthException(ErrorCode.ACCESS_DENIED, "the person did not approve");
        };
        Answer answer = client().post("/dex/token", FORM);
        assertEquals(400, answer.status());
        assertEquals(
                "{\"error\":\"access_denied\",\"error_description\":\"the person did not approve\"}", answer.body());
    }

    @Test
    public void takesTokenRequestsByPostOnly() {
        for (String method : new String[] {"GET", "PUT", "DELETE"}) {
            Answer answer = client().send(method, "/dex/token?code=c", HttpRequest.BodyPublishers.noBody());
            assertEquals(method, 405, answer.status());
            assertTrue(answer.header("Allow"), answer.header("Allow").contains("POST"));
            assertTrue(answer.body(), answer.body().contains("\"error\":\"invalid_request\""));
        }
    }

    @Test
    public void obeysNoOverriddenMethod() {
        Answer parameter = client().get("/dex/token?_method=POST");
        assertEquals(405, parameter.status());
        Answer header = client().with("X-HTTP-Method-Override", "POST").get("/dex/token");
        assertEquals(405, header.status());
        assertEquals("Parameters[]", provider.lastForm.toString());
    }

    @Test
    public void refusesSecretsInTheAddress() {
        assertEquals(400, client().post("/dex/token?client_secret=x", FORM).status());
        assertEquals(200, client().post("/dex/token?whatever=x", FORM).status());
    }

    @Test
    public void refusesBodiesThatAreNoForm() {
        Answer answer = client().with("Content-Type", "application/json").post("/dex/token", FORM);
        assertEquals(400, answer.status());
        assertTrue(answer.body(), answer.body().contains("Content-Type: expected application/x-www-form-urlencoded"));
        assertEquals(
                400,
                client().with("Content-Type", "///").post("/dex/token", FORM).status());
        HttpRequest.BodyPublisher malformed = HttpRequest.BodyPublishers.ofString("a=%");
        assertEquals(
                400,
                client().with("Content-Type", "application/x-www-form-urlencoded")
                        .send("POST", "/dex/token", malformed)
                        .status());
    }

    @Test
    public void tellsWhoeverSendsEverythingFirstThatItIsTooMuch() throws IOException {
        String head = "POST /dex/token HTTP/1.1\r\nHost: 127.0.0.1:" + server.port()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000000\r\n\r\n";
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write("b".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
                byte[] answer = socket.getInputStream().readNBytes(12);
                assertEquals("HTTP/1.1 413", new String(answer, StandardCharsets.US_ASCII));
            }
        }
    }

    @Test
    public void refusesLargeBodiesWhateverTheySayOfTheirLength() {
        String large = "a=" + "b".repeat(70_000);
        assertEquals(
                413,
                client().with("Content-Type", "application/x-www-form-urlencoded")
                        .send("POST", "/dex/token", HttpRequest.BodyPublishers.ofString(large))
                        .status());
        HttpRequest.BodyPublisher chunked = HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.US_ASCII)));
        assertEquals(
                413,
                client().with("Content-Type", "application/x-www-form-urlencoded")
                        .send("POST", "/dex/token", chunked)
                        .status());
    }

    @Test
    public void readsNoMoreThanItMayOfABodyThatNeverEnds() {
        Endless endless = new Endless();
        try {
            client().with("Content-Type", "application/x-www-form-urlencoded")
                    .send("POST", "/dex/token", HttpRequest.BodyPublishers.ofInputStream(() -> endless));
        } catch (IllegalStateException e) {
            // The server has answered and hung up while we were still sending.
        }
        assertTrue("read " + endless.given.get(), endless.given.get() < 30_000_000);
    }

    /** Gives up after 200 MB, so that the test ends in any case. */
    private static final class Endless extends InputStream {

        private final AtomicLong given = new AtomicLong();

        @Override
        public int read() {
            return given.incrementAndGet() > 200_000_000 ? -1 : 'a';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            Arrays.fill(into, offset, offset + length, (byte) 'a');
            return given.addAndGet(length) > 200_000_000 ? -1 : length;
        }
    }

    @Test
    public void saysWhoATokenStandsFor() {
        assertEquals(
                "{\"sub\":\"jane\"}",
                client().with("Authorization", "bearer good")
                        .get("/dex/userinfo")
                        .body());
        assertEquals(
                200,
                client().post("/dex/userinfo", Map.of("access_token", "good")).status());
        assertEquals(
                200,
                client().with("Authorization", "Bearer good")
                        .post("/dex/userinfo", Map.of())
                        .status());
        assertEquals(
                400,
                client().with("Authorization", "Bearer good")
                        .post("/dex/userinfo", Map.of("access_token", "good"))
                        .status());
        assertEquals(400, client().get("/dex/userinfo?access_token=good").status());
        assertEquals(
                400,
                client().with("Authorization", "Basic YTpi")
                        .get("/dex/userinfo")
                        .status());
    }

    @Test
    public void challengesWhoHasNoGoodToken() {
        Answer bad = client().with("Authorization", "Bearer bad").get("/dex/userinfo");
        assertEquals(401, bad.status());
        assertEquals(
                "Bearer realm=\"/dex\", error=\"invalid_token\", error_description=\"access_token: unknown or expired\"",
                bad.header("WWW-Authenticate"));
        Answer none = client().get("/dex/userinfo");
        assertEquals(401, none.status());
        assertEquals("Bearer realm=\"/dex\"", none.header("WWW-Authenticate"));
    }

    @Test
    public void isUnavailableAndNotLostWhileTheProviderIsAway() {
        server.backends.there = false;
        Answer token = client().post("/dex/token", FORM);
        assertEquals(503, token.status());
        assertTrue(token.body(), token.body().contains("temporarily_unavailable"));
        assertEquals("5", token.header("Retry-After"));
        assertEquals(503, server.browser().get("/dex/auth?client_id=app").status());
        assertEquals(503, client().get("/dex/keys").status());
        assertEquals(200, client().get("/dex/.well-known/openid-configuration").status());
        assertEquals(503, client().get("/dex/healthz").status());
    }

    @Test
    public void tellsNothingOfWhatWentWrongInside() {
        provider.tokenAnswer = () -> {
            throw new StorageException("database at 10.0.0.7: down");
        };
        Answer storage = client().post("/dex/token", FORM);
        assertEquals(503, storage.status());
        assertFalse(storage.body(), storage.body().contains("10.0.0.7"));
        provider.tokenAnswer = () -> {
            throw new IllegalStateException("bug at 10.0.0.7");
        };
        Answer bug = client().post("/dex/token", FORM);
        assertEquals(500, bug.status());
        assertTrue(
                bug.body(),
                bug.body().matches("\\{\"error\":\"server_error\",\"error_description\":\"reference [a-z2-7]{10}\"}"));
    }
}
