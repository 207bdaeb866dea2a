package io.narthex.itests.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.narthex.itests.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An application that takes its answer posted, and then sends the person on to a page at another origin. */
final class FormApplication implements AutoCloseable {

    private final HttpServer server;
    private final List<Map<String, String>> posted = new CopyOnWriteArrayList<>();

    private FormApplication(HttpServer server) {
        this.server = server;
    }

    /** Serves it on a free port. */
    static FormApplication serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            FormApplication application = new FormApplication(server);
            server.createContext("/", application::answer);
            server.start();
            return application;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where answers go. */
    URI callback() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/callback");
    }

    /** Where people end who brought an answer by a form: for a browser, another origin. */
    URI home() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/home");
    }

    /** The forms that have come, each as its fields. */
    List<Map<String, String>> posted() {
        return posted;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                posted.add(Client.parameters(URI.create("http://app.example/?" + form)));
                exchange.getResponseHeaders().set("Location", home().toString());
                exchange.sendResponseHeaders(303, -1);
                return;
            }
            byte[] page =
                    "<!doctype html><title>Application</title><link rel=icon href='data:,'><p>Here".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }
}
