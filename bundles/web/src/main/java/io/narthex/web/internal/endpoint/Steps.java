package io.narthex.web.internal.endpoint;

import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.Completed;
import io.narthex.provider.Completion;
import io.narthex.provider.ConnectorNotReadyException;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.Flow;
import io.narthex.provider.FlowEndedException;
import io.narthex.provider.SignIn;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.web.internal.flow.Found;
import io.narthex.web.internal.flow.OwnForms;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.ClientAnswers;
import io.narthex.web.internal.page.ErrorPage;
import io.narthex.web.internal.page.Page;
import io.narthex.web.internal.page.Problem;
import io.narthex.web.internal.session.SessionCookie;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that several endpoints have in common: taking up a flow, leading it on, and telling what went wrong with it. */
final class Steps {
    private static final Logger log = LoggerFactory.getLogger(Steps.class);

    private final Desk desk;
    private final ClientAnswers clientAnswers;

    Steps(Desk desk) {
        this.desk = desk;
        this.clientAnswers = new ClientAnswers(desk.pages());
    }

    SignIn signIn() {
        return desk.backends().provider().signIn();
    }

    /** Takes up a flow that the browser carries; a page with a way on if it can not go on. */
    Response with(Call call, String flowId, Function<Flow, Response> step) {
        return with(call, flowId, step, () -> page(call, ErrorPage.of(Problem.FLOW_NOT_OURS)));
    }

    /** As {@link #with(Call, String, Function)}, with an answer of its own for who carries no such flow. */
    Response with(Call call, String flowId, Function<Flow, Response> step, Supplier<Response> otherwise) {
        Found found = desk.cookies().find(call, flowId);
        if (found instanceof Found.Open open) {
            inItsLanguage(call, open.flow());
            return told(call, open.flow(), step);
        }
        if (found instanceof Found.Expired expired) {
            inItsLanguage(call, expired.flow());
            return page(call, startAgain(ErrorPage.of(Problem.FLOW_EXPIRED), expired.flow()));
        }
        return found instanceof Found.Ended ended ? page(call, completed(ended.application())) : otherwise.get();
    }

    /** From now on pages for this call are in the language that the application asked for, if there are texts in it. */
    static void inItsLanguage(Call call, Flow flow) {
        call.preferLanguages(flow.request().interaction().uiLocales());
    }

    /** Takes up once more what a flow was for that the browser carries, although it has expired. */
    Response again(Call call, String flowId, Function<Flow, Response> step) {
        return desk.cookies().find(call, flowId) instanceof Found.Expired expired
                ? told(call, expired.flow(), step)
                : with(call, flowId, step);
    }

    /** Somebody has signed in: asks them, or answers the client. */
    Response onward(Call call, Flow flow) {
        if (signIn().needsApproval(flow)) {
            return carrying(call, flow, seeOther(Paths.approval(desk.site(), flow.id())));
        }
        return complete(call, flow);
    }

    /** Ends the flow with an answer to the client. */
    Response complete(Call call, Flow flow) {
        Completed completed = signIn().complete(flow, session(call));
        Response.ResponseBuilder answer = clientAnswers.response(call, completed.answer());
        completed.session().map(desk.session()::set).ifPresent(cookie -> answer.header("Set-Cookie", cookie));
        return ending(call, flow, answer);
    }

    /** Tells the client how the flow ended, and the browser to forget it. */
    Response ending(Call call, Flow flow, Completion completion) {
        return ending(call, flow, clientAnswers.response(call, completion));
    }

    /** What people know by name that the flow leads to: the application, or ourselves. */
    String goalName(Flow flow) {
        String client = signIn().clientName(flow);
        return client.isEmpty() ? desk.site().web().look().issuerName() : client;
    }

    /** Whether a form comes from a page of ours for the session that the browser is in. */
    boolean isOwn(Call call, Optional<String> session, Parameters form) {
        return OwnForms.isSameOrigin(call, desk.site())
                && session.filter(value -> SessionCookie.isFormToken(
                                form.find(OwnForms.TOKEN).orElse(""), value))
                        .isPresent();
    }

    /** Sends the browser to an address that may be too long for a header. */
    Response.ResponseBuilder lead(Call call, String address) {
        return clientAnswers.response(call, new Completion.Redirect(address));
    }

    /** What the browser shows of its session. */
    Optional<String> session(Call call) {
        return desk.session().value(call);
    }

    Response page(Call call, Page page) {
        return desk.pages().response(call, page).build();
    }

    /** The answer, with which the browser carries the flow as it is now. */
    Response carrying(Call call, Flow flow, Response.ResponseBuilder answer) {
        desk.cookies().carry(call, flow).forEach(cookie -> answer.header("Set-Cookie", cookie));
        return answer.build();
    }

    /** The answer, with which the browser forgets the flow. */
    Response ending(Call call, Flow flow, Response.ResponseBuilder answer) {
        desk.cookies().end(call, flow).forEach(cookie -> answer.header("Set-Cookie", cookie));
        return answer.build();
    }

    /** RFC 9700, section 4.12: after a form, 303 and no other. */
    static Response.ResponseBuilder seeOther(String location) {
        return Response.status(303).header("Location", location);
    }

    static Response.ResponseBuilder found(String location) {
        return Response.status(302).header("Location", location);
    }

    /** The link that begins anew what the flow was for. */
    ErrorPage startAgain(ErrorPage page, Flow flow) {
        return page.withWayOn(ErrorPage.Label.START_AGAIN, Paths.again(desk.site(), flow));
    }

    /** The name of a connector, for people. */
    String name(Flow flow, String connectorId) {
        return status(flow, connectorId).map(ConnectorStatus::name).orElse(connectorId);
    }

    private Optional<ConnectorStatus> status(Flow flow, String connectorId) {
        return signIn().choices(flow).stream()
                .filter(choice -> choice.id().equals(connectorId))
                .findFirst();
    }

    private Response told(Call call, Flow flow, Function<Flow, Response> step) {
        try {
            return step.apply(flow);
        } catch (FlowEndedException e) {
            return ending(call, flow, desk.pages().response(call, completed(Optional.empty())));
        } catch (UnknownConnectorException e) {
            log.info("flow {}: {}", flow.id(), e.getMessage());
            return page(call, otherWay(ErrorPage.of(Problem.CONNECTOR_UNKNOWN, connectorOf(call, flow)), flow));
        } catch (ConnectorNotReadyException | UpstreamUnavailableException e) {
            log.warn("flow {}: connector '{}': {}", flow.id(), connectorIdOf(call, flow), e.getMessage());
            return page(call, otherWay(ErrorPage.of(Problem.CONNECTOR_UNAVAILABLE, connectorOf(call, flow)), flow));
        } catch (SignInRefusedException e) {
            log.info(
                    "flow {}: connector '{}': sign-in refused: {}",
                    flow.id(),
                    connectorIdOf(call, flow),
                    e.getMessage());
            Problem problem =
                    switch (e.reason()) {
                        case CANCELLED -> Problem.SIGN_IN_CANCELLED;
                        case NOT_PERMITTED -> Problem.SIGN_IN_NOT_PERMITTED;
                        case INVALID_ANSWER -> Problem.SIGN_IN_FAILED;
                    };
            return page(call, startAgain(ErrorPage.of(problem, connectorOf(call, flow)), flow));
        }
    }

    private ErrorPage otherWay(ErrorPage page, Flow flow) {
        return signIn().choices(flow).size() > 1
                ? page.withWayOn(ErrorPage.Label.OTHER_WAY, Paths.choice(desk.site(), flow.id()))
                : startAgain(page, flow);
    }

    private String connectorOf(Call call, Flow flow) {
        return name(flow, connectorIdOf(call, flow));
    }

    private static String connectorIdOf(Call call, Flow flow) {
        return call.path().startsWith("/auth/")
                ? Paths.connectorId(call)
                : flow.departure()
                        .map(Flow.Leaving::connectorId)
                        .or(() -> flow.person().map(Flow.Person::connectorId))
                        .orElse("-");
    }

    private static ErrorPage completed(Optional<String> application) {
        ErrorPage page = ErrorPage.of(Problem.FLOW_COMPLETED);
        return application
                .map(address -> page.withWayOn(ErrorPage.Label.BACK, address))
                .orElse(page);
    }
}
