package io.narthex.web.internal.http;

import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.core.Response;

/** Says with every 429 and 503 when another try may go well; RFC 9110, section 10.2.3. */
public final class RetryAfter {

    private static final String HEADER = "Retry-After";

    private RetryAfter() {}

    /** The answer, with the header if waiting helps. */
    static Response.ResponseBuilder tell(Response.ResponseBuilder answer, int status, int seconds) {
        return helps(status) ? answer.header(HEADER, seconds) : answer;
    }

    /** The same for an answer of a servlet or a filter, whose status is set. */
    public static void tell(HttpServletResponse answer, int seconds) {
        if (helps(answer.getStatus())) {
            answer.setHeader(HEADER, String.valueOf(seconds));
        }
    }

    private static boolean helps(int status) {
        return status == 429 || status == 503;
    }
}
