package io.narthex.example.app.internal.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on an address of its own, apart from the provider's server. What answers can be exchanged while it runs.
 *
 * <p>Every response carries the security headers: no script at all, no framing, nothing stored.
 */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads;
    private volatile WebSite site;

    private WebServer(HttpServer server, WebSite site) {
        AtomicInteger number = new AtomicInteger();
        this.server = server;
        this.site = site;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "narthex-example-app-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::exchange);
    }

    /**
     * Starts to listen.
     *
     * @throws UncheckedIOException if the address is taken or not this machine's; the message says so
     */
    public static WebServer open(InetSocketAddress address, WebSite site) {
        try {
            WebServer opened = new WebServer(HttpServer.create(address, 0), site);
            opened.server.start();
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + ", " + e.getMessage(), e);
        }
    }

    /** The address it listens on. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /** Lets something else answer from now on. */
    public void serve(WebSite other) {
        site = other;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        WebSite current = site;
        try (exchange) {
            WebResponse response;
            try {
                response = current.answer(WebRequest.read(exchange));
            } catch (RequestException e) {
                response = current.refuse(e);
            } catch (RuntimeException e) {
                // The last place before the browser: whatever went wrong, it gets an answer and the log gets the
                // reason.
                LOG.error("{} failed", exchange.getRequestURI().getPath(), e);
                response = current.refuse(new RequestException(500, "Something went wrong here. The log says what."));
            }
            write(exchange, response);
        }
    }

    private static void write(HttpExchange exchange, WebResponse response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        secure(headers);
        response.headers().forEach((name, values) -> {
            headers.remove(name);
            values.forEach(value -> headers.add(name, value));
        });
        byte[] body = response.body();
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        if (bodiless && body.length > 0) {
            headers.set("Content-Length", Integer.toString(body.length));
        }
        exchange.sendResponseHeaders(response.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static void secure(Headers headers) {
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Security-Policy", policy("'self'"));
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        // Not no-referrer: browsers would then send "Origin: null" with our own forms, and we could not tell them from
        // others'.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
    }

    /** The content security policy, given where forms may lead. */
    public static String policy(String formTargets) {
        return "default-src 'none'; style-src 'self'; img-src 'self'; form-action " + formTargets
                + "; base-uri 'none'; frame-ancestors 'none'";
    }
}
