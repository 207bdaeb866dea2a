package io.narthex.web.internal.endpoint;

import io.narthex.protocol.Parameters;
import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import io.narthex.web.internal.flow.OwnForms;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.page.ErrorPage;
import io.narthex.web.internal.page.Problem;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Where an application sends people to sign in; OpenID Connect Core 1.0, section 3.1.2. */
@Path("/auth")
public final class AuthEndpoint {

    private final Desk desk;
    private final Steps steps;
    private final Entrance entrance;

    /** The endpoint of an application. */
    public AuthEndpoint(Desk desk) {
        this.desk = desk;
        this.steps = new Steps(desk);
        this.entrance = new Entrance(desk, steps);
    }

    /** Begins a sign-in, begins one anew, or shows the ways into one that has begun. */
    @GET
    public Response get(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Parameters query = call.query();
        Optional<String> flow = query.find("flow");
        Optional<String> again = query.find("again");
        if (again.isPresent() && query.find("client_id").isEmpty()) {
            return steps.again(call, again.get(), old -> again(call, old));
        }
        return isOurOwn(query)
                ? steps.with(call, flow.orElseThrow(), open -> entrance.enter(call, open))
                : entrance.enter(call, steps.signIn().begin(query));
    }

    /**
     * Begins a sign-in; the form comes from the application, so from another site. Or takes from a page of ours that the
     * person goes on as whom they are signed in.
     */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Parameters form = call.form();
        Parameters all = call.query().and(form);
        return isOurOwn(all)
                ? steps.with(call, all.require("flow"), open -> goOn(call, open, form))
                : entrance.enter(call, steps.signIn().begin(all));
    }

    private static boolean isOurOwn(Parameters parameters) {
        return parameters.find("flow").isPresent()
                && parameters.find("client_id").isEmpty();
    }

    private Response again(Call call, Flow old) {
        return old.goal() instanceof Goal.Answer
                ? entrance.enter(call, steps.signIn().restart(old))
                : Steps.found(Paths.again(desk.site(), old)).build();
    }

    private Response goOn(Call call, Flow flow, Parameters form) {
        if (!OwnForms.isOwn(call, desk.site(), flow, form)) {
            return steps.page(call, steps.startAgain(ErrorPage.of(Problem.FLOW_NOT_OURS), flow));
        }
        Flow known = steps.signIn().goOn(flow, steps.session(call));
        return known.person().isPresent()
                ? steps.onward(call, known)
                : Steps.seeOther(Paths.choice(desk.site(), flow.id())).build();
    }
}
