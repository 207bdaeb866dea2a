package io.narthex.web.internal.http;

import com.google.gson.JsonObject;
import io.narthex.protocol.OAuthException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.core.Response;

/** Sends JSON. */
public final class Json {

    private static final String TYPE = "application/json";

    private Json() {}

    /** An answer of an endpoint, to be completed; RFC 6749, section 5.1 wants it in no cache, old ones included. */
    public static Response.ResponseBuilder response(int status, String json) {
        return Response.status(status)
                .header("Content-Type", TYPE)
                .header("Pragma", "no-cache")
                .entity(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A signed answer of an endpoint, to be completed; OpenID Connect Core 1.0, section 5.3.2. */
    public static Response.ResponseBuilder jwt(String jws) {
        return Response.status(200)
                .header("Content-Type", "application/jwt")
                .header("Pragma", "no-cache")
                .entity(jws.getBytes(StandardCharsets.UTF_8));
    }

    /** An error; RFC 6749, section 5.2. */
    public static String error(OAuthException error) {
        return error(error.error().code(), error.description());
    }

    /** An error in the same form. */
    public static String error(String code, String description) {
        JsonObject json = new JsonObject();
        json.addProperty("error", code);
        if (!description.isEmpty()) {
            json.addProperty("error_description", description);
        }
        return json.toString();
    }

    /** Sends an answer of a servlet or a filter. */
    public static void send(HttpServletResponse response, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
