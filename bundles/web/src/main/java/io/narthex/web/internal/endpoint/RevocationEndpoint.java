package io.narthex.web.internal.endpoint;

import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.site.Backends;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Where clients take tokens back; RFC 7009. */
@Path("/revoke")
public final class RevocationEndpoint {

    private final Backends backends;

    /** The endpoint of an application. */
    public RevocationEndpoint(Backends backends) {
        this.backends = backends;
    }

    /** Answers a request, which must be a {@code POST}: it holds a token. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        ClientRequest asked = ClientRequest.of(new Call(request));
        backends.provider().tokens().revoke(asked.form(), asked.authorization());
        return Response.ok().build();
    }
}
