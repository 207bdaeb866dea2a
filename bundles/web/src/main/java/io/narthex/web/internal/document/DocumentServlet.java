package io.narthex.web.internal.document;

import io.narthex.keys.KeysUnavailableException;
import io.narthex.web.internal.http.Json;
import io.narthex.web.internal.http.RetryAfter;
import io.narthex.web.internal.page.Problem;
import io.narthex.web.internal.site.NotReadyException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Sends a JSON document. */
public final class DocumentServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Supplier<Document> document;

    /** @param document asked for at each request; throws {@link NotReadyException} where there is none yet */
    DocumentServlet(Supplier<Document> document) {
        this.document = document;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!isRead(request, response)) {
            Json.send(response, 405, Json.error("invalid_request", "expected GET or HEAD"));
            return;
        }
        try {
            send(request, response, document.get());
        } catch (NotReadyException | KeysUnavailableException e) {
            response.setStatus(503);
            RetryAfter.tell(response, Problem.NOT_READY.retrySeconds());
            Json.send(response, 503, Json.error("temporarily_unavailable", "try again in a few seconds"));
        }
    }

    /** Whether the method asks for what is there; if not, says which ones do. */
    static boolean isRead(HttpServletRequest request, HttpServletResponse response) {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            return true;
        }
        response.setHeader("Allow", "GET, HEAD");
        return false;
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, Document document)
            throws IOException {
        response.setHeader("ETag", document.etag());
        response.setHeader("Cache-Control", document.cacheControl());
        if (isKnown(request, document.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType("application/json");
        response.setContentLength(document.content().length);
        if (request.getMethod().equals("GET")) {
            response.getOutputStream().write(document.content());
        }
    }

    private static boolean isKnown(HttpServletRequest request, String etag) {
        return Optional.ofNullable(request.getHeader("If-None-Match"))
                .map(given -> Arrays.stream(given.split(",", 32))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || one.equals(etag) || one.equals("W/" + etag)))
                .orElse(false);
    }
}
