package io.narthex.web.internal.http;

import io.narthex.web.internal.page.ContentPolicy;
import io.narthex.web.internal.page.Page;
import io.narthex.web.internal.page.PageRenderer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.core.Response;

/** Sends pages. */
public final class Pages {

    private static final String HTML = "text/html; charset=utf-8";

    private final PageRenderer renderer;

    /** Pages that this renderer makes. */
    public Pages(PageRenderer renderer) {
        this.renderer = renderer;
    }

    /** The page as an answer of an endpoint, to be completed. */
    public Response.ResponseBuilder response(Call call, Page page) {
        Response.ResponseBuilder answer = Response.status(page.status())
                .header("Content-Type", HTML)
                .header("Content-Security-Policy", ContentPolicy.of(page))
                .header("Vary", "Accept-Language")
                .entity(bytes(call, page));
        return RetryAfter.tell(answer, page.status(), page.retrySeconds());
    }

    /** Sends the page as an answer of a servlet or a filter. */
    public void send(Call call, HttpServletResponse response, Page page) throws IOException {
        byte[] body = bytes(call, page);
        response.setStatus(page.status());
        response.setContentType(HTML);
        response.setHeader("Content-Security-Policy", ContentPolicy.of(page));
        response.addHeader("Vary", "Accept-Language");
        response.setContentLength(body.length);
        RetryAfter.tell(response, page.retrySeconds());
        if (!call.method().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    private byte[] bytes(Call call, Page page) {
        return renderer.render(page, call.locales()).getBytes(StandardCharsets.UTF_8);
    }
}
