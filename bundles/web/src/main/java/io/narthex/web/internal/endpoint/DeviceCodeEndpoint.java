package io.narthex.web.internal.endpoint;

import com.google.gson.JsonObject;
import io.narthex.connector.support.TokenBuckets;
import io.narthex.provider.Devices;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.Json;
import io.narthex.web.internal.http.TooManyRequestsException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Where a device without a browser begins; RFC 8628, section 3.1. */
@Path("/device/code")
public final class DeviceCodeEndpoint {

    /** A request is kept, and a public client proves nothing: so each source may begin so many at once, then one a second. */
    private static final int AT_ONCE = 60;

    private static final Duration EACH = Duration.ofSeconds(1);

    private final Desk desk;
    private final TokenBuckets sources = new TokenBuckets(AT_ONCE, EACH, System::nanoTime);

    /** The endpoint of an application. */
    public DeviceCodeEndpoint(Desk desk) {
        this.desk = desk;
    }

    /** Answers a device authorization request. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        ClientRequest asked = ClientRequest.of(call);
        if (!sources.take(call.source(desk.site().web()))) {
            throw new TooManyRequestsException("device authorization requests");
        }
        Devices.Authorization authorization =
                desk.backends().provider().devices().authorize(asked.form(), asked.authorization());
        return Json.response(200, json(authorization)).build();
    }

    private static String json(Devices.Authorization authorization) {
        JsonObject json = new JsonObject();
        json.addProperty("device_code", authorization.deviceCode());
        json.addProperty("user_code", authorization.userCode());
        json.addProperty("verification_uri", authorization.verificationUri());
        json.addProperty(
                "verification_uri_complete",
                authorization.verificationUri() + "?user_code="
                        + URLEncoder.encode(authorization.userCode(), StandardCharsets.UTF_8));
        json.addProperty("expires_in", authorization.lifetime().toSeconds());
        json.addProperty("interval", authorization.interval().toSeconds());
        return json.toString();
    }
}
