package io.narthex.web.internal.endpoint;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.provider.ApprovalQuestion;
import io.narthex.provider.Completion;
import io.narthex.provider.Flow;
import io.narthex.web.internal.flow.OwnForms;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.http.ClientAnswers;
import io.narthex.web.internal.page.ApprovalPage;
import io.narthex.web.internal.page.ErrorPage;
import io.narthex.web.internal.page.PostForm;
import io.narthex.web.internal.page.Problem;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Asks the person whether the client may have what it asked for. */
@Path("/approval")
public final class ApprovalEndpoint {

    private final Desk desk;
    private final Steps steps;

    /** The endpoint of an application. */
    public ApprovalEndpoint(Desk desk) {
        this.desk = desk;
        this.steps = new Steps(desk);
    }

    /** Asks. */
    @GET
    public Response get(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return steps.with(
                call,
                call.query().require("flow"),
                flow -> flow.person().isEmpty() ? signInFirst(flow) : ask(call, flow));
    }

    /** Takes the answer. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Parameters form = call.form();
        return steps.with(call, call.query().require("flow"), flow -> answer(call, flow, form));
    }

    private Response signInFirst(Flow flow) {
        return Steps.seeOther(Paths.choice(desk.site(), flow.id())).build();
    }

    private Response ask(Call call, Flow flow) {
        if (!steps.signIn().needsApproval(flow)) {
            return steps.complete(call, flow);
        }
        ApprovalQuestion question = steps.signIn().question(flow);
        PostForm form = new PostForm(Paths.approval(desk.site(), flow.id()), Map.of(OwnForms.TOKEN, flow.formToken()));
        return steps.page(
                call,
                new ApprovalPage(
                        form,
                        question.userName(),
                        question.clientName(),
                        question.scopes(),
                        question.deviceCode(),
                        question.destination(),
                        question.about()));
    }

    private Response answer(Call call, Flow flow, Parameters form) {
        if (flow.person().isEmpty()) {
            return signInFirst(flow);
        }
        if (!OwnForms.isOwn(call, desk.site(), flow, form)) {
            return steps.page(call, steps.startAgain(ErrorPage.of(Problem.FLOW_NOT_OURS), flow));
        }
        if (form.find("approval").equals(Optional.of("approve"))) {
            steps.signIn().approve(flow);
            return steps.complete(call, flow);
        }
        return rejected(call, flow);
    }

    private Response rejected(Call call, Flow flow) {
        OAuthException error = steps.signIn().reject(flow);
        Optional<Completion> answer = ClientAnswers.of(error);
        if (answer.isPresent()) {
            return steps.ending(call, flow, answer.get());
        }
        String client = steps.signIn().clientName(flow);
        return steps.ending(call, flow, desk.pages().response(call, ErrorPage.of(Problem.SIGN_IN_CANCELLED, client)));
    }
}
