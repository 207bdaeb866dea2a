package io.narthex.web.internal.endpoint;

import com.google.gson.JsonObject;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.TokenResponse;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Json;
import io.narthex.web.internal.site.Backends;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Where clients get tokens; RFC 6749, section 3.2. */
@Path("/token")
public final class TokenEndpoint {

    /** RFC 6749, section 2.3.1: never in the address, which ends up in logs. Anything else there is ignored. */
    private static final Set<String> NOT_IN_ADDRESS = Set.of(
            "client_secret", "client_assertion", "code", "code_verifier", "refresh_token", "password", "grant_type");

    private final Backends backends;

    /** The endpoint of an application. */
    public TokenEndpoint(Backends backends) {
        this.backends = backends;
    }

    /** Answers a token request. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        for (String name : call.query().names()) {
            if (NOT_IN_ADDRESS.contains(name)) {
                throw new OAuthException(
                        ErrorCode.INVALID_REQUEST, name + ": expected in the body, not in the address");
            }
        }
        if (call.headers("Authorization").size() > 1) {
            throw new OAuthException(ErrorCode.INVALID_REQUEST, "Authorization: given more than once");
        }
        TokenResponse tokens = backends.provider().tokens().token(call.form(), call.header("Authorization"));
        return Json.response(200, json(tokens)).build();
    }

    private static String json(TokenResponse tokens) {
        JsonObject json = new JsonObject();
        json.addProperty("access_token", tokens.accessToken());
        json.addProperty("token_type", "bearer");
        json.addProperty("expires_in", tokens.expiresIn().toSeconds());
        tokens.refreshToken().ifPresent(token -> json.addProperty("refresh_token", token));
        tokens.idToken().ifPresent(token -> json.addProperty("id_token", token));
        json.addProperty("scope", tokens.scope());
        return json.toString();
    }
}
