package io.narthex.web.internal.endpoint;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.UserinfoResponse;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Json;
import io.narthex.web.internal.site.Backends;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Says who an access token stands for; OpenID Connect Core 1.0, section 5.3. */
@Path("/userinfo")
public final class UserInfoEndpoint {

    private final Backends backends;

    /** The endpoint of an application. */
    public UserInfoEndpoint(Backends backends) {
        this.backends = backends;
    }

    /** Answers a request that carries the token in the header; RFC 6750, section 2.1. */
    @GET
    public Response get(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return answer(Bearer.token(call));
    }

    /** Answers a request that may carry the token in the body instead; RFC 6750, section 2.2. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Optional<String> inHeader = Bearer.token(call);
        Optional<String> inBody =
                inHeader.isEmpty() || call.isForm() ? call.form().find("access_token") : Optional.empty();
        if (inHeader.isPresent() && inBody.isPresent()) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "access_token: given in the header and in the body");
        }
        return answer(inHeader.or(() -> inBody));
    }

    private Response answer(Optional<String> token) {
        UserinfoResponse answer = backends.provider()
                .tokens()
                .userinfo(token.orElseThrow(() -> new OAuthException(ErrorCode.INVALID_TOKEN, "")));
        return answer.isSigned()
                ? Json.jwt(answer.body()).build()
                : Json.response(200, answer.body()).build();
    }
}
