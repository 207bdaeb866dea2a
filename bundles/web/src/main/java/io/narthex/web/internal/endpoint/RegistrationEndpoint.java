package io.narthex.web.internal.endpoint;

import io.narthex.connector.support.TokenBuckets;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.Registration;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Json;
import io.narthex.web.internal.http.TooManyRequestsException;
import io.narthex.web.internal.site.Backends;
import io.narthex.web.internal.site.Site;
import java.time.Duration;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.NotFoundException;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Where clients register themselves, if they may; RFC 7591, section 3, and RFC 7592, section 2. */
@Path("/register")
public final class RegistrationEndpoint {

    /** So many clients may one source register at once without a token, and then one each two minutes. */
    private static final int AT_ONCE = 10;

    private static final Duration EACH = Duration.ofMinutes(2);

    private final Site site;
    private final Backends backends;
    private final TokenBuckets strangers = new TokenBuckets(AT_ONCE, EACH, System::nanoTime);
    /** A change writes as much as a registration does, and may fetch as much. */
    private final TokenBuckets changes = new TokenBuckets(AT_ONCE, EACH, System::nanoTime);

    /** The endpoint of an application. */
    public RegistrationEndpoint(Site site, Backends backends) {
        this.site = site;
        this.backends = backends;
    }

    /** Registers a client. */
    @POST
    public Response register(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Registration registration = registration();
        Optional<String> token = Bearer.token(call);
        if (registration.isStranger(token) && !strangers.take(call.source(site.web()))) {
            throw new TooManyRequestsException("registrations");
        }
        return Json.response(201, registration.register(token, body(call))).build();
    }

    /** Shows what is registered. */
    @GET
    @Path("{id}")
    public Response read(@Context HttpServletRequest request, @PathParam("id") String id) {
        return Json.response(200, registration().read(id, Bearer.token(new Call(request))))
                .build();
    }

    /** Registers a client anew. */
    @PUT
    @Path("{id}")
    public Response update(@Context HttpServletRequest request, @PathParam("id") String id) {
        Call call = new Call(request);
        Registration registration = registration();
        Optional<String> token = Bearer.token(call);
        if (!changes.take(call.source(site.web()))) {
            throw new TooManyRequestsException("changes of registrations");
        }
        return Json.response(200, registration.update(id, token, body(call))).build();
    }

    /** Forgets a client. */
    @DELETE
    @Path("{id}")
    public Response delete(@Context HttpServletRequest request, @PathParam("id") String id) {
        registration().delete(id, Bearer.token(new Call(request)));
        return Response.noContent().build();
    }

    private Registration registration() {
        if (!site.provider().registration().enabled()) {
            throw new NotFoundException();
        }
        return backends.provider().registration();
    }

    private static String body(Call call) {
        return call.json()
                .orElseThrow(
                        () -> new OAuthException(ErrorCode.INVALID_REQUEST, "Content-Type: expected application/json"));
    }
}
