package io.narthex.provider.internal.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.provider.AddressReach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public class HttpDocumentsTest {

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private AddressReach reach = AddressReach.EVERYWHERE;
    private final HttpDocuments documents = new HttpDocuments(() -> reach);

    @Before
    public void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/keys", 200, "{}");
        answer("/moved", 302, "");
        answer("/gone", 404, "{}");
        answer("/long", 200, "x".repeat(ClientDocuments.LONGEST + 1));
        server.start();
    }

    @After
    public void stop() {
        server.stop(0);
    }

    @Test
    public void fetchesWhereItMay() {
        assertEquals("{}", fetch("/keys"));
    }

    @Test
    public void refusesTheOwnNetworkUnlessAllowedAndFollowsTheSetting() {
        reach = AddressReach.PUBLIC_ONLY;
        String refusal = String.valueOf(assertThrows(UpstreamUnavailableException.class, () -> fetch("/keys"))
                .getMessage());
        assertTrue(refusal, refusal.contains("oauth2.clientAddresses = everywhere would allow it"));
        assertEquals(0, asked.get());
        reach = AddressReach.EVERYWHERE;
        assertEquals("{}", fetch("/keys"));
    }

    @Test
    public void takesNoRedirectNoErrorAndNothingEndless() {
        for (String path : new String[] {"/moved", "/gone", "/long"}) {
            assertThrows(path, UpstreamUnavailableException.class, () -> fetch(path));
        }
        assertEquals(3, asked.get());
    }

    private String fetch(String path) {
        return documents.fetch(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), "application/json");
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().add("Location", "/keys");
            exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
    }
}
