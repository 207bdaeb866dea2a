package io.narthex.web.internal.asset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** Sends the files below one root. To be registered at {@code /static/*} and, another one, at {@code /theme/*}. */
public final class AssetServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** The address names the version, so what it yields never changes. */
    private static final String KEEP = "public, max-age=31536000, immutable";

    /** The address may yield something else tomorrow: to be asked for each time, and mostly answered by 304. */
    private static final String ASK = "no-cache";

    private final transient Assets assets;
    private final String root;

    /**
     * Serves one root.
     *
     * @param assets where the files are
     * @param root {@code static} or {@code theme}
     */
    public AssetServlet(Assets assets, String root) {
        this.assets = assets;
        this.root = root;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Some images are documents of their own: when opened as a page, they may run and load nothing.
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox");
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            sendText(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "method not allowed\n");
            return;
        }
        Optional<Asset> asset = Optional.ofNullable(request.getPathInfo()).flatMap(path -> assets.find(root + path));
        if (asset.isEmpty()) {
            sendText(response, HttpServletResponse.SC_NOT_FOUND, "not found\n");
            return;
        }
        send(request, response, asset.get());
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Asset asset) throws IOException {
        String tag = '"' + asset.version() + '"';
        response.setHeader("ETag", tag);
        response.setHeader("Cache-Control", isPinned(request, asset) ? KEEP : ASK);
        if (matches(request.getHeader("If-None-Match"), tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(asset.contentType());
        response.setContentLength(asset.length());
        if (request.getMethod().equals("GET")) {
            asset.writeTo(response.getOutputStream());
        }
    }

    private static boolean isPinned(HttpServletRequest request, Asset asset) {
        return ("v=" + asset.version()).equals(request.getQueryString());
    }

    private static boolean matches(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(",", 32))
                        .map(String::strip)
                        .anyMatch(given -> given.equals("*") || given.equals(tag) || given.equals("W/" + tag));
    }

    private static void sendText(HttpServletResponse response, int status, String text) throws IOException {
        response.setStatus(status);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
