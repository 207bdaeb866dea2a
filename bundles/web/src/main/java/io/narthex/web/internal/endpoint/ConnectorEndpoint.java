package io.narthex.web.internal.endpoint;

import io.narthex.connector.Departure;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Flow;
import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.SignIn;
import io.narthex.provider.SignIn.Step.Negotiation;
import io.narthex.provider.TooManyAttemptsException;
import io.narthex.web.internal.flow.OwnForms;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.page.ErrorPage;
import io.narthex.web.internal.page.Page;
import io.narthex.web.internal.page.PasswordPage;
import io.narthex.web.internal.page.PostForm;
import io.narthex.web.internal.page.PostPage;
import io.narthex.web.internal.page.Problem;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns to one connector: its form for a password, or the way to its upstream. */
@Path("/auth/{connector: [^/]+}")
public final class ConnectorEndpoint {

    private static final Logger log = LoggerFactory.getLogger(ConnectorEndpoint.class);

    private final Desk desk;
    private final Steps steps;
    private final Negotiating negotiation;

    /** The endpoint of an application. */
    public ConnectorEndpoint(Desk desk) {
        this.desk = desk;
        this.steps = new Steps(desk);
        this.negotiation = new Negotiating(desk.site());
    }

    /** Shows what the connector wants first. */
    @GET
    public Response get(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return steps.with(call, call.query().require("flow"), flow -> begin(call, flow));
    }

    /** Takes a user name and a password. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Parameters form = call.form();
        return steps.with(call, call.query().require("flow"), flow -> signIn(call, flow, form));
    }

    private Response begin(Call call, Flow flow) {
        SignIn.Step step = ask(flow, Paths.connectorId(call));
        Optional<byte[]> token = negotiation.token(call);
        return step instanceof SignIn.Step.AskPassword asked
                        && asked.negotiation() != Negotiation.NONE
                        && token.isPresent()
                ? negotiate(call, flow, asked, token.get())
                : show(call, flow, step, "", PasswordPage.Notice.NONE);
    }

    /** Whatever is wrong with what the browser says, the person can still say who they are, if there is a form. */
    private Response negotiate(Call call, Flow flow, SignIn.Step.AskPassword asked, byte[] token) {
        String connector = Paths.connectorId(call);
        try {
            Optional<Flow> signedIn = steps.signIn().negotiate(flow, connector, token);
            if (signedIn.isPresent()) {
                return steps.onward(call, signedIn.get());
            }
        } catch (UpstreamUnavailableException e) {
            log.warn("flow {}: connector '{}': {}", flow.id(), connector, e.getMessage());
        } catch (SignInRefusedException e) {
            log.info("flow {}: connector '{}': sign-in refused: {}", flow.id(), connector, e.getMessage());
        }
        return steps.page(call, form(flow, connector, asked, "", PasswordPage.Notice.NONE));
    }

    private Response signIn(Call call, Flow flow, Parameters form) {
        if (!OwnForms.isOwn(call, desk.site(), flow, form)) {
            return steps.page(call, steps.startAgain(ErrorPage.of(Problem.FLOW_NOT_OURS), flow));
        }
        String username = form.find("login").orElse("");
        String password = form.find("password").orElse("");
        PasswordAttempt attempt =
                new PasswordAttempt(username, password, call.source(desk.site().web()));
        if (!attempt.canBeRight()) {
            return turnTo(call, flow, "", PasswordPage.Notice.WRONG);
        }
        String connector = Paths.connectorId(call);
        try {
            Optional<Flow> signedIn = steps.signIn().checkPassword(flow, connector, attempt);
            return signedIn.map(next -> steps.onward(call, next))
                    .orElseGet(() -> turnTo(call, flow, username, PasswordPage.Notice.WRONG));
        } catch (UpstreamUnavailableException e) {
            log.warn("flow {}: connector '{}': {}", flow.id(), connector, e.getMessage());
            return turnTo(call, flow, username, PasswordPage.Notice.UNAVAILABLE);
        } catch (TooManyAttemptsException e) {
            log.info("flow {}: {}", flow.id(), e.getMessage());
            return turnTo(call, flow, username, PasswordPage.Notice.TOO_MANY);
        }
    }

    private Response turnTo(Call call, Flow flow, String username, PasswordPage.Notice notice) {
        return show(call, flow, ask(flow, Paths.connectorId(call)), username, notice);
    }

    private Response show(Call call, Flow flow, SignIn.Step step, String username, PasswordPage.Notice notice) {
        if (step instanceof SignIn.Step.AskPassword asked) {
            Page page = form(flow, Paths.connectorId(call), asked, username, notice);
            return negotiation.isToBeAsked(call, asked, notice)
                    ? negotiation.challenge(desk.pages().response(call, page))
                    : steps.page(call, page);
        }
        SignIn.Step.Leave leave = (SignIn.Step.Leave) step;
        return steps.carrying(call, leave.flow(), departure(call, leave.departure()));
    }

    private Page form(
            Flow flow, String connector, SignIn.Step.AskPassword asked, String username, PasswordPage.Notice notice) {
        return asked.negotiation() == Negotiation.REQUIRED
                ? steps.startAgain(ErrorPage.of(Problem.SIGN_IN_FAILED, asked.connectorName()), flow)
                : passwordPage(flow, connector, asked).again(username, notice);
    }

    private SignIn.Step ask(Flow flow, String connector) {
        return steps.signIn().turnTo(flow, connector, desk.site().address(Paths.callback(Optional.empty())));
    }

    private Response.ResponseBuilder departure(Call call, Departure departure) {
        if (departure instanceof Departure.Redirect redirect) {
            String location = redirect.location().toASCIIString();
            return call.method().equals("POST") ? Steps.seeOther(location) : Steps.found(location);
        }
        Departure.Form form = (Departure.Form) departure;
        return desk.pages()
                .response(call, new PostPage(new PostForm(form.action().toASCIIString(), form.fields())));
    }

    private PasswordPage passwordPage(Flow flow, String connector, SignIn.Step.AskPassword asked) {
        PostForm form = new PostForm(
                Paths.connector(desk.site(), connector, flow.id()), Map.of(OwnForms.TOKEN, flow.formToken()));
        PasswordPage page = PasswordPage.first(form, asked.connectorName());
        if (asked.usernamePrompt().isPresent()) {
            page = page.withUsernameLabel(asked.usernamePrompt().get());
        }
        boolean isOnly = steps.signIn().choices(flow).size() < 2
                || flow.request().interaction().connectorId().isPresent();
        return isOnly ? page : page.withBack(Paths.choice(desk.site(), flow.id()));
    }
}
