package io.narthex.web.internal.endpoint;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BadRequestException;
import javax.ws.rs.container.ContainerRequestContext;
import javax.ws.rs.container.ContainerRequestFilter;
import javax.ws.rs.core.Context;
import javax.ws.rs.ext.Provider;

/**
 * Refuses requests whose method was changed on the way to an endpoint: CXF obeys a parameter {@code _method} and a header
 * {@code X-HTTP-Method-Override}, by which a link could do what only a form may.
 */
@Provider
public final class MethodCheck implements ContainerRequestFilter {

    @Context
    @SuppressWarnings("NullAway.Init") // set by the JAX-RS runtime, to the request of the thread
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        if (!context.getMethod().equals(request.getMethod())) {
            throw new BadRequestException("method: changed by a parameter or a header");
        }
    }
}
