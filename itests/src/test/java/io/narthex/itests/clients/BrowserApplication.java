package io.narthex.itests.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of an application that runs in the browser alone. Every address that is not a file's has the same page. */
final class BrowserApplication implements AutoCloseable {

    private final Path folder;
    private final URI issuer;
    private final HttpServer server;

    private BrowserApplication(Path folder, URI issuer, HttpServer server) {
        this.folder = folder;
        this.issuer = issuer;
        this.server = server;
    }

    /**
     * Serves it on a free port.
     *
     * @param folder with the page, its script, and the packages that it imports
     * @param issuer what our sample is to have as its authority
     */
    static BrowserApplication serve(Path folder, URI issuer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            BrowserApplication application = new BrowserApplication(folder, issuer, server);
            server.createContext("/", application::answer);
            server.start();
            return application;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it is. */
    URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean script = path.endsWith(".js");
            byte[] body = (script ? script(path) : Files.readString(folder.resolve("index.html"))).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", script ? "text/javascript" : "text/html");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private String script(String path) throws IOException {
        return path.equals("/narthex.js")
                ? SharedNarthex.sample("browser-application.js")
                        .replace("https://id.example.com/dex", issuer.toString())
                : Files.readString(folder.resolve(path.substring(1)));
    }
}
