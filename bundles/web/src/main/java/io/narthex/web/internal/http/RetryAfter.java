package io.narthex.web.internal.http;

import javax.ws.rs.core.Response;

/** Says with every 429 and 503 when another try may go well; RFC 9110, section 10.2.3. */
public final class RetryAfter {

    /** The header. */
    public static final String HEADER = "Retry-After";

    private RetryAfter() {}

    /** Whether it helps to wait where an answer has this status. */
    static boolean helps(int status) {
        return status == 429 || status == 503;
    }

    /** The answer, with the header if waiting helps. */
    static Response.ResponseBuilder tell(Response.ResponseBuilder answer, int status, int seconds) {
        return helps(status) ? answer.header(HEADER, seconds) : answer;
    }
}
