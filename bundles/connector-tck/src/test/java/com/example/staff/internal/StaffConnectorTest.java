package com.example.staff.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.narthex.connector.ConnectorFactory;
import io.narthex.connector.tck.Fault;
import io.narthex.connector.tck.PasswordConnectorContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.After;
import org.junit.Before;

public class StaffConnectorTest extends PasswordConnectorContract {

    private static final String RIGHT =
            "Basic " + Base64.getEncoder().encodeToString("jane:kept-secret".getBytes(StandardCharsets.UTF_8));

    private final AtomicInteger requests = new AtomicInteger();
    private volatile int status = 200;
    private volatile String number = "4711";
    private HttpServer server;

    @Before
    public void startTheStaffService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/whoami", this::answer);
        server.start();
    }

    @After
    public void stopTheStaffService() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        boolean right = RIGHT.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        exchange.getResponseHeaders().set("Staff-Number", number);
        exchange.sendResponseHeaders(right ? status : 401, -1);
        exchange.close();
    }

    @Override
    protected ConnectorFactory factory() {
        return new StaffConnectorFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("url", "http://127.0.0.1:" + server.getAddress().getPort() + "/whoami", "apiKey", "a-secret-key");
    }

    @Override
    protected Map<String, List<String>> wrongSettings() {
        return Map.of("url", List.of("whoami", "ftp://127.0.0.1/"), "timeout", List.of("soon", "0s"));
    }

    @Override
    protected Set<String> secretKeys() {
        return Set.of("apiKey");
    }

    @Override
    protected String username() {
        return "jane";
    }

    @Override
    protected String password() {
        return "kept-secret";
    }

    @Override
    protected String userId() {
        return "4711";
    }

    @Override
    protected int upstreamRequests() {
        return requests.get();
    }

    @Override
    protected List<Fault> faults() {
        return List.of(
                Fault.unavailable("server error", () -> status = 500),
                Fault.unavailable("redirect", () -> status = 302),
                Fault.unavailable("no number", () -> number = ""),
                Fault.unavailable("a number that is none", () -> number = "root"));
    }

    @Override
    protected void repairUpstream() {
        status = 200;
        number = "4711";
    }
}
