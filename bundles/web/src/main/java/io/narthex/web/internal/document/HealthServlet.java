package io.narthex.web.internal.document;

import io.narthex.provider.Health;
import io.narthex.provider.Provider;
import io.narthex.web.internal.http.RetryAfter;
import io.narthex.web.internal.page.Problem;
import io.narthex.web.internal.site.Backends;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * Says whether sign-ins can work. Only how many things are wrong, not which: anybody may ask, and names of hosts and files
 * concern the operator alone, who finds them in the log and in the status file.
 */
final class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Backends backends;

    HealthServlet(Backends backends) {
        this.backends = backends;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain; charset=utf-8");
        if (!DocumentServlet.isRead(request, response)) {
            send(request, response, 405, "expected GET or HEAD");
            return;
        }
        Optional<Health> health = backends.findProvider().map(Provider::health);
        if (health.isEmpty()) {
            send(request, response, 503, "Health check failed: starting");
        } else if (health.get().isWell()) {
            send(request, response, 200, "Health check passed");
        } else {
            int problems = Math.max(1, health.get().problems().size());
            send(request, response, 503, "Health check failed: problems: " + problems);
        }
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, int status, String text)
            throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        RetryAfter.tell(response, Problem.NOT_READY.retrySeconds());
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
