package io.narthex.web.internal.endpoint;

import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.Flow;
import io.narthex.web.internal.flow.OwnForms;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.page.AccountChoicePage;
import io.narthex.web.internal.page.ConnectorChoicePage;
import io.narthex.web.internal.page.Page;
import io.narthex.web.internal.page.PostForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.ws.rs.core.Response;

/** Finds the shortest way into a flow: the browser's session, else the one connector there is, else a choice. */
final class Entrance {

    private final Desk desk;
    private final Steps steps;

    Entrance(Desk desk, Steps steps) {
        this.desk = desk;
        this.steps = steps;
    }

    /** Leads the browser on its way into a flow, and lets it carry the flow. */
    Response enter(Call call, Flow begun) {
        Steps.inItsLanguage(call, begun);
        Optional<String> session = steps.session(call);
        if (call.method().equals("POST") && session.isEmpty()) {
            // A form from another site comes without our cookies, which are SameSite=Lax; what follows it has them.
            return steps.carrying(call, begun, Steps.seeOther(Paths.choice(desk.site(), begun.id())));
        }
        Flow flow = steps.signIn().recognize(begun, session);
        if (flow.person().isPresent()) {
            return steps.onward(call, flow);
        }
        Optional<String> account =
                wantsAnother(call) ? Optional.empty() : steps.signIn().account(flow, session);
        if (account.isPresent()) {
            return show(call, flow, accounts(flow, account.get()));
        }
        Optional<String> connector = flow.request().interaction().connectorId().or(() -> onlyChoice(flow));
        if (connector.isPresent()) {
            String location = Paths.connector(desk.site(), connector.get(), flow.id());
            return steps.carrying(call, flow, redirect(call, location));
        }
        return show(call, flow, connectors(flow));
    }

    private static boolean wantsAnother(Call call) {
        return call.query().find(Paths.ACCOUNT).filter(Paths.OTHER::equals).isPresent();
    }

    /** A page with an address of its own, so that a reload asks nothing that was asked before. */
    private Response show(Call call, Flow flow, Page page) {
        boolean isOnce =
                call.method().equals("POST") || call.query().find("request_uri").isPresent();
        return isOnce
                ? steps.carrying(call, flow, Steps.seeOther(Paths.choice(desk.site(), flow.id())))
                : steps.carrying(call, flow, desk.pages().response(call, page));
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

    private AccountChoicePage accounts(Flow flow, String userName) {
        PostForm form = new PostForm(Paths.choice(desk.site(), flow.id()), Map.of(OwnForms.TOKEN, flow.formToken()));
        return new AccountChoicePage(form, userName, steps.goalName(flow), Paths.otherAccount(desk.site(), flow.id()));
    }

    private ConnectorChoicePage connectors(Flow flow) {
        return new ConnectorChoicePage(
                steps.goalName(flow),
                steps.signIn().choices(flow).stream()
                        .map(choice -> new ConnectorChoicePage.Option(
                                choice.id(),
                                choice.name(),
                                choice.type(),
                                Paths.connector(desk.site(), choice.id(), flow.id())))
                        .toList());
    }
}
