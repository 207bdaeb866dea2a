package io.narthex.web.internal.endpoint;

import com.google.gson.JsonObject;
import io.narthex.connector.support.TokenBuckets;
import io.narthex.provider.PushedRequest;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Json;
import io.narthex.web.internal.http.TooManyRequestsException;
import java.time.Duration;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Where clients push authorization requests before they send people; RFC 9126. */
@Path("/par")
public final class PushEndpoint {

    /** So many requests of public clients may come from one source at once, and then one each second. */
    private static final int STRANGERS_AT_ONCE = 100;

    private static final Duration STRANGERS_EACH = Duration.ofSeconds(1);

    private final Desk desk;
    private final TokenBuckets strangers;

    /** The endpoint of an application. */
    public PushEndpoint(Desk desk) {
        this.desk = desk;
        this.strangers = new TokenBuckets(STRANGERS_AT_ONCE, STRANGERS_EACH, System::nanoTime);
    }

    /** Takes a request. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        ClientRequest asked = ClientRequest.of(call);
        PushedRequest pushed =
                desk.backends().provider().signIn().push(asked.form(), asked.authorization(), () -> admit(call));
        JsonObject json = new JsonObject();
        json.addProperty("request_uri", pushed.requestUri());
        json.addProperty("expires_in", pushed.expiresIn().toSeconds());
        return Json.response(201, json.toString()).build();
    }

    private void admit(Call call) {
        if (!strangers.take(call.source(desk.site().web()))) {
            throw new TooManyRequestsException("pushed requests of public clients");
        }
    }
}
