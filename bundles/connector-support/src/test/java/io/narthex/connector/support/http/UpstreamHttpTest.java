package io.narthex.connector.support.http;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.settings.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Test;

public class UpstreamHttpTest {

    private static final String SECRET = "secret-in-query";

    private final FakeServer server = FakeServer.plain();
    private final CountDownLatch end = new CountDownLatch(1);

    @After
    public void stop() {
        end.countDown();
        server.close();
    }

    @Test
    public void sendsAndReads() {
        server.on("/a", 200, "{\"b\":1}");
        HttpAnswer answer = open().send(HttpCall.get(uri("/a")).withBearer("token"));
        assertEquals(1, answer.requireSuccess().jsonObject().get("b").getAsInt());
        assertEquals("Bearer token", server.seen.get(0).header("Authorization"));
        assertEquals("application/json", answer.header("content-type").orElseThrow());
    }

    @Test
    public void postsAForm() {
        server.on("/a", 200, "{}");
        open().send(HttpCall.post(uri("/a"), Map.of("b", "x y&z", "a", "ü")));
        assertEquals("a=%C3%BC&b=x+y%26z", server.seen.get(0).body());
        assertEquals("application/x-www-form-urlencoded", server.seen.get(0).header("Content-type"));
    }

    @Test
    public void followsNoRedirect() {
        server.on("/a", exchange -> {
            exchange.getResponseHeaders().set("Location", uri("/b").toString());
            FakeServer.answer(exchange, 302, "");
        });
        HttpAnswer answer = open().send(HttpCall.get(uri("/a")));
        assertEquals(302, answer.status());
        assertThrows(UpstreamUnavailableException.class, answer::requireSuccess);
        assertEquals(1, server.seen.size());
    }

    @Test
    public void stopsReadingAnAnswerThatIsTooLong() {
        server.on("/announced", 200, "x".repeat(5000));
        server.on("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[1024]);
            }
        });
        UpstreamHttp http = open("http.maxResponseBytes", "4096");
        for (String path : List.of("/announced", "/endless")) {
            assertFails("answer longer than 4096 bytes", () -> http.send(HttpCall.get(uri(path))));
        }
        assertEquals(2, server.seen.size());
    }

    @Test
    public void takesAnAnswerOfJustTheLimit() {
        server.on("/a", 200, "x".repeat(4096));
        assertEquals(
                4096,
                open("http.maxResponseBytes", "4096")
                        .send(HttpCall.get(uri("/a")))
                        .body()
                        .length());
    }

    @Test
    public void doesNotWaitForEverForAnAnswerToBegin() {
        server.on("/a", exchange -> await());
        assertFails("no answer within 200 ms", () -> open("http.readTimeout", "200ms")
                .send(HttpCall.get(uri("/a"))));
    }

    @Test
    public void doesNotWaitForEverForAnAnswerToEnd() {
        server.on("/a", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            await();
        });
        assertFails("not done within 300 ms", () -> open("http.totalTimeout", "300ms")
                .send(HttpCall.get(uri("/a"))));
    }

    @Test
    public void repeatsWhatIsSafeToRepeat() {
        AtomicInteger tries = new AtomicInteger();
        server.on("/a", exchange -> FakeServer.answer(exchange, tries.incrementAndGet() < 3 ? 503 : 200, "{}"));
        assertTrue(open().send(HttpCall.get(uri("/a"))).isSuccess());
        assertEquals(3, tries.get());
    }

    @Test
    public void repeatsNoPost() {
        server.on("/a", 503, "{}");
        assertFails("answered 503", () -> open().send(HttpCall.post(uri("/a"), Map.of())));
        assertEquals(1, server.seen.size());
    }

    @Test
    public void repeatsNotForEver() {
        server.on("/a", 502, "{}");
        assertFails("answered 502", () -> open().send(HttpCall.get(uri("/a"))));
        assertEquals(3, server.seen.size());
    }

    @Test
    public void doesNotRepeatAnErrorThatStays() {
        server.on("/a", 500, "{}");
        assertFails("answered 500", () -> open().send(HttpCall.get(uri("/a"))));
        assertEquals(1, server.seen.size());
    }

    @Test
    public void waitsAsLongAsTheUpstreamAsks() {
        AtomicInteger tries = new AtomicInteger();
        server.on("/a", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "1");
            FakeServer.answer(exchange, tries.incrementAndGet() < 2 ? 429 : 200, "{}");
        });
        long begin = System.nanoTime();
        assertTrue(open().send(HttpCall.get(uri("/a"))).isSuccess());
        assertTrue(System.nanoTime() - begin >= Duration.ofSeconds(1).toNanos());
    }

    @Test
    public void doesNotWaitLongerThanItsOwnTime() {
        server.on("/a", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            FakeServer.answer(exchange, 429, "{}");
        });
        assertFails("answered 429, asks to wait 3600 s", () -> open().send(HttpCall.get(uri("/a"))));
        assertEquals(1, server.seen.size());
    }

    @Test
    public void saysThatNobodyIsThere() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        URI nobody = URI.create("http://localhost:" + port + "/a?" + SECRET);
        assertFails("GET http://localhost:" + port + "/a: not reachable", () -> open().send(HttpCall.get(nobody)));
    }

    @Test
    public void goesThroughTheProxy() {
        server.on("/a", 200, "{}");
        UpstreamHttp http = open("http.proxy", "http://localhost:" + server.port());
        assertTrue(
                http.send(HttpCall.get(URI.create("http://upstream.invalid/a"))).isSuccess());
        assertEquals("upstream.invalid", server.seen.get(0).header("Host"));
    }

    @Test
    public void refusesForeignAddressesThatAreNotPublic() {
        server.on("/a", 200, "{}");
        HttpCall call = HttpCall.get(uri("/a")).toForeignAddress();
        assertFails("not a public address", () -> open().send(call));
        assertEquals(0, server.seen.size());
        assertTrue(open("http.allowPrivateAddresses", "true").send(call).isSuccess());
    }

    @Test
    public void failsOnceClosed() {
        server.on("/a", 200, "{}");
        UpstreamHttp http = open();
        http.close();
        http.close();
        assertFails("closed", () -> http.send(HttpCall.get(uri("/a"))));
    }

    @Test
    public void refusesWhatIsNotJson() {
        for (String body : List.of(
                "",
                "{",
                "{}x",
                "{} {}",
                "<html>",
                "{'a':1}",
                "[".repeat(5000),
                "nul",
                "{a:1}",
                "{\"a\":1,\"a\":1}",
                "[{\"a\":{\"b\":1,\"b\":2}}]")) {
            server.on("/a", 200, body);
            HttpAnswer answer = open().send(HttpCall.get(uri("/a")));
            assertFails("something that is not JSON", answer::json);
        }
        for (String body : List.of("[]", "1", "null", "\"x\"")) {
            server.on("/a", 200, body);
            assertFails("expected a JSON object", open().send(HttpCall.get(uri("/a")))::jsonObject);
        }
    }

    @Test
    public void showsNeitherQueryNorHeaderNorBody() {
        server.on("/a", 200, SECRET);
        HttpCall call = HttpCall.post(uri("/a"), Map.of("f", SECRET)).with("Authorization", SECRET);
        assertFalse(call.toString(), call.toString().contains(SECRET));
        assertFalse(open().send(call).toString().contains(SECRET));
        assertFails("cannot be sent", () -> open().send(call.with("X", "a\r\n" + SECRET)));
    }

    private URI uri(String path) {
        return server.uri(path + "?q=" + SECRET);
    }

    private static UpstreamHttp open(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new UpstreamHttp(HttpSettings.from(Settings.of(values), Tls.ofJava()));
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void assertFails(String expected, Runnable work) {
        UpstreamUnavailableException e = assertThrows(UpstreamUnavailableException.class, work::run);
        assertTrue(
                String.valueOf(e.getMessage()), String.valueOf(e.getMessage()).contains(expected));
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            assertFalse("shows a secret", cause.toString().contains(SECRET));
        }
    }
}
