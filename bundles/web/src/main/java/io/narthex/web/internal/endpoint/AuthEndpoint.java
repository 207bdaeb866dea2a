package io.narthex.web.internal.endpoint;

import io.narthex.protocol.Parameters;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.Flow;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.page.ConnectorChoicePage;
import java.util.List;
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

    /** The endpoint of an application. */
    public AuthEndpoint(Desk desk) {
        this.desk = desk;
        this.steps = new Steps(desk);
    }

    /** Begins a sign-in, or shows the choice of connectors of one that has begun. */
    @GET
    public Response get(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Parameters query = call.query();
        Optional<String> flow = query.find("flow");
        if (flow.isPresent() && query.find("client_id").isEmpty()) {
            return steps.with(call, flow.get(), open -> goOn(call, open));
        }
        return begin(call, query);
    }

    /** Begins a sign-in; the form comes from the application, so from another site. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return begin(call, call.query().and(call.form()));
    }

    private Response begin(Call call, Parameters parameters) {
        Flow flow = steps.signIn().begin(parameters);
        Steps.inItsLanguage(call, flow);
        if (call.method().equals("POST") && steps.session(call).isEmpty()) {
            // A form from another site comes without our cookies, which are SameSite=Lax; what follows it has them.
            return steps.carrying(call, flow, Steps.seeOther(Paths.choice(desk.site(), flow.id())));
        }
        return goOn(call, flow);
    }

    private Response goOn(Call call, Flow begun) {
        Flow flow = steps.signIn().recognize(begun, steps.session(call));
        if (flow.person().isPresent()) {
            return steps.onward(call, flow);
        }
        Optional<String> connector = flow.request().interaction().connectorId().or(() -> onlyChoice(flow));
        if (connector.isPresent()) {
            String location = Paths.connector(desk.site(), connector.get(), flow.id());
            return steps.carrying(call, flow, redirect(call, location));
        }
        if (call.method().equals("POST")) {
            return steps.carrying(call, flow, Steps.seeOther(Paths.choice(desk.site(), flow.id())));
        }
        return steps.carrying(call, flow, desk.pages().response(call, choice(flow)));
    }

    private static Response.ResponseBuilder redirect(Call call, String location) {
        return call.method().equals("POST") ? Steps.seeOther(location) : Steps.found(location);
    }

    private Optional<String> onlyChoice(Flow flow) {
        List<ConnectorStatus> choices = steps.signIn().choices(flow);
        return choices.size() == 1 && !desk.site().provider().oauth2().alwaysShowLoginScreen()
                ? Optional.of(choices.get(0).id())
                : Optional.empty();
    }

    private ConnectorChoicePage choice(Flow flow) {
        return new ConnectorChoicePage(
                steps.signIn().clientName(flow),
                steps.signIn().choices(flow).stream()
                        .map(choice -> new ConnectorChoicePage.Option(
                                choice.id(),
                                choice.name(),
                                choice.type(),
                                Paths.connector(desk.site(), choice.id(), flow.id())))
                        .toList());
    }
}
