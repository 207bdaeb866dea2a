package io.narthex.web.internal.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.narthex.web.internal.asset.Asset;
import io.narthex.web.internal.asset.Assets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Serves every page on loopback, to look at while working on templates and style. Not a test: run its {@code main}, with a
 * port and, if wanted, a theme folder. {@code /dex/de/password} is the password page in German.
 */
public final class Preview {

    private final PageRenderer renderer;
    private final Assets assets;

    private Preview(Optional<Path> folder) {
        Look look = new Look(Look.DEFAULT_NAME, "/dex", folder);
        this.assets = new Assets(look::folder);
        this.renderer = new PageRenderer(() -> look, assets);
    }

    /** Serves until it is stopped. */
    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(args[0]);
        Preview preview = new Preview(args.length > 1 ? Optional.of(Path.of(args[1])) : Optional.empty());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", preview::answer);
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/dex/", "");
        Optional<Asset> asset = assets.find(path);
        if (asset.isPresent()) {
            exchange.getResponseHeaders().set("Content-Type", asset.get().contentType());
            exchange.sendResponseHeaders(200, asset.get().length());
            asset.get().writeTo(exchange.getResponseBody());
        } else {
            boolean german = path.startsWith("de/");
            Page page = SamplePages.all().get(german ? path.substring(3) : path);
            if (page == null) {
                send(exchange, index());
            } else {
                exchange.getResponseHeaders().set("Content-Security-Policy", ContentPolicy.of(page));
                send(exchange, renderer.render(page, german ? List.of(Locale.GERMAN) : List.of()));
            }
        }
        exchange.close();
    }

    private static String index() {
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=en><title>Pages</title><h1>Pages</h1><ul>");
        SamplePages.all()
                .keySet()
                .forEach(name ->
                        html.append("<li><a href='/dex/%1$s'>%1$s</a>, <a href='/dex/de/%1$s'>de</a>".formatted(name)));
        return html.toString();
    }

    private static void send(HttpExchange exchange, String html) throws IOException {
        byte[] body = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
