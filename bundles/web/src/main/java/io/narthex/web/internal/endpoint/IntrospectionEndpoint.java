package io.narthex.web.internal.endpoint;

import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Json;
import io.narthex.web.internal.site.Backends;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Tells clients whether a token is good and what for; RFC 7662. */
@Path("/introspect")
public final class IntrospectionEndpoint {

    private final Backends backends;

    /** The endpoint of an application. */
    public IntrospectionEndpoint(Backends backends) {
        this.backends = backends;
    }

    /** Answers a request, which must be a {@code POST}: it holds a token. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        ClientRequest asked = ClientRequest.of(new Call(request));
        String answer = backends.provider().tokens().introspect(asked.form(), asked.authorization());
        return Json.response(200, answer).build();
    }
}
