package io.narthex.web.internal.endpoint;

import com.google.gson.JsonObject;
import io.narthex.provider.TokenResponse;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Json;
import io.narthex.web.internal.site.Backends;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Where clients get tokens; RFC 6749, section 3.2. */
@Path("/token")
public final class TokenEndpoint {

    private final Backends backends;

    /** The endpoint of an application. */
    public TokenEndpoint(Backends backends) {
        this.backends = backends;
    }

    /** Answers a token request. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        ClientRequest asked = ClientRequest.of(new Call(request));
        TokenResponse tokens = backends.provider().tokens().token(asked.form(), asked.authorization());
        return Json.response(200, json(tokens)).build();
    }

    private static String json(TokenResponse tokens) {
        JsonObject json = new JsonObject();
        json.addProperty("access_token", tokens.accessToken());
        tokens.issuedTokenType().ifPresent(type -> json.addProperty("issued_token_type", type));
        json.addProperty("token_type", tokens.tokenType());
        json.addProperty("expires_in", tokens.expiresIn().toSeconds());
        tokens.refreshToken().ifPresent(token -> json.addProperty("refresh_token", token));
        tokens.idToken().ifPresent(token -> json.addProperty("id_token", token));
        if (!tokens.scope().isEmpty()) {
            json.addProperty("scope", tokens.scope());
        }
        return json.toString();
    }
}
