package io.narthex.web.internal.endpoint;

import io.narthex.protocol.Parameters;
import io.narthex.provider.Account;
import io.narthex.provider.Goal;
import io.narthex.web.internal.flow.OwnForms;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.page.AccountPage;
import io.narthex.web.internal.page.ErrorPage;
import io.narthex.web.internal.page.PostForm;
import io.narthex.web.internal.page.Problem;
import io.narthex.web.internal.page.SignedOutPage;
import io.narthex.web.internal.session.SessionCookie;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Where people see where they are signed in and what they let in, and end any of it; ASVS 7.5.2 and 10.4.9. */
@Path(AccountEndpoint.PATH)
public final class AccountEndpoint {

    static final String PATH = "/account";

    private final Desk desk;
    private final Steps steps;
    private final Entrance entrance;

    /** The endpoint of an application. */
    public AccountEndpoint(Desk desk) {
        this.desk = desk;
        this.steps = new Steps(desk);
        this.entrance = new Entrance(desk, steps);
    }

    /** Shows the page to who is signed in; leads the others to a sign-in first. */
    @GET
    public Response get(@Context HttpServletRequest request) {
        Call call = new Call(request);
        if (!account().isThere()) {
            return steps.page(call, ErrorPage.of(Problem.NOT_FOUND));
        }
        Optional<String> session = steps.session(call);
        return account()
                .view(session)
                .map(view -> steps.page(call, new AccountPage(form(session.orElseThrow()), view)))
                .orElseGet(() -> entrance.enter(call, steps.signIn().beginFor(new Goal.OwnPage(PATH))));
    }

    /** Ends what the person wants ended. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Parameters form = call.form();
        Optional<String> session = steps.session(call);
        if (session.isEmpty()) {
            // No redirect: it would lead on to a sign-in elsewhere, which browsers hold against the form.
            return steps.page(call, new SignedOutPage(desk.site().path(PATH)));
        }
        if (steps.isOwn(call, session, form)) {
            form.find(AccountPage.END).ifPresent(id -> account().endSession(session, id));
            form.find(AccountPage.REMOVE).ifPresent(id -> account().removeApplication(session, id));
            if (form.find(AccountPage.END_ALL).isPresent()) {
                account().endAllSessions(session);
            }
            if (account().view(session).isEmpty()) {
                return desk.pages()
                        .response(call, new SignedOutPage(desk.site().path(PATH)))
                        .header("Set-Cookie", desk.session().clear())
                        .build();
            }
        }
        return Steps.seeOther(desk.site().path(PATH)).build();
    }

    private PostForm form(String session) {
        return new PostForm(desk.site().path(PATH), Map.of(OwnForms.TOKEN, SessionCookie.formToken(session)));
    }

    private Account account() {
        return desk.backends().provider().account();
    }
}
