package io.narthex.web.internal.endpoint;

import io.narthex.connector.support.TokenBuckets;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Flow;
import io.narthex.web.internal.flow.OwnForms;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.page.DevicePage;
import io.narthex.web.internal.page.ErrorPage;
import io.narthex.web.internal.page.Problem;
import java.time.Duration;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/**
 * Where a person enters the code that their device shows; RFC 8628, section 3.3. The code in the device's link is only filled
 * in: the person sends it, so that nobody is led to the next page by a link alone.
 */
@Path("/device")
public final class DeviceEndpoint {

    /** RFC 8628, section 5.1: a code is short, so each source may try so many at once, and then one each ten seconds. */
    private static final int AT_ONCE = 10;

    private static final Duration EACH = Duration.ofSeconds(10);
    private static final int MAX_SHOWN = 64;

    private final Desk desk;
    private final Steps steps;
    private final TokenBuckets sources = new TokenBuckets(AT_ONCE, EACH, System::nanoTime);

    /** The endpoint of an application. */
    public DeviceEndpoint(Desk desk) {
        this.desk = desk;
        this.steps = new Steps(desk);
    }

    /** Asks for the code. */
    @GET
    public Response get(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return steps.page(call, page(typed(call.query()), DevicePage.Notice.NONE));
    }

    /** Takes the code. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        if (!OwnForms.isSameOrigin(call, desk.site())) {
            return steps.page(call, ErrorPage.of(Problem.FLOW_NOT_OURS));
        }
        String typed = typed(call.form());
        if (!sources.take(call.source(desk.site().web()))) {
            return steps.page(call, page(typed, DevicePage.Notice.TOO_MANY));
        }
        Optional<Flow> begun = desk.backends().provider().devices().begin(typed);
        return begun.map(flow -> steps.carrying(call, flow, Steps.seeOther(Paths.choice(desk.site(), flow.id()))))
                .orElseGet(() -> steps.page(call, page(typed, DevicePage.Notice.UNKNOWN)));
    }

    private static String typed(Parameters parameters) {
        String typed = parameters.find("user_code").orElse("");
        return typed.length() > MAX_SHOWN ? "" : typed;
    }

    private DevicePage page(String typed, DevicePage.Notice notice) {
        return new DevicePage(desk.site().path("/device"), typed, notice);
    }
}
