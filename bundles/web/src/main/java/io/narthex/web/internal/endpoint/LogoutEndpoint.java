package io.narthex.web.internal.endpoint;

import io.narthex.protocol.Parameters;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.Logout;
import io.narthex.web.internal.flow.OwnForms;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.page.LogoutPage;
import io.narthex.web.internal.page.PostForm;
import io.narthex.web.internal.page.SignedOutPage;
import io.narthex.web.internal.session.LogoutCookie;
import io.narthex.web.internal.session.SessionCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Where applications send people to sign out; OpenID Connect RP-Initiated Logout 1.0, section 2. */
@Path(LogoutEndpoint.PATH)
public final class LogoutEndpoint {

    static final String PATH = "/logout";

    /** Where upstreams send people back to. */
    private static final String CALLBACK = "/callback";

    /** Our own button. */
    private static final String CONFIRMED = "logout";

    private final Desk desk;
    private final Steps steps;
    private final LogoutCookie cookie;

    /** The endpoint of an application. */
    public LogoutEndpoint(Desk desk) {
        this.desk = desk;
        this.steps = new Steps(desk);
        this.cookie = new LogoutCookie(desk.site(), desk.backends());
    }

    /** Signs out, or asks first. */
    @GET
    public Response get(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return answer(call, call.query(), false);
    }

    /** The same by a form, which may be our own or an application's. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Parameters form = call.form();
        Optional<String> session = steps.session(call);
        if (session.isEmpty() && !RepeatedForm.isRepeated(form)) {
            return steps.page(call, RepeatedForm.page(desk.site().path(PATH), form));
        }
        boolean confirmed = form.find(CONFIRMED).isPresent() && steps.isOwn(call, session, form);
        return answer(call, form, confirmed);
    }

    /** Takes who comes back from the upstream, where their session has ended too, to where they wanted to go. */
    @GET
    @Path(CALLBACK)
    public Response callback(@Context HttpServletRequest request) {
        Call call = new Call(request);
        Optional<String> onward = call.query().find("state").flatMap(state -> cookie.find(call, state));
        Response.ResponseBuilder answer =
                onward.map(Steps::seeOther).orElseGet(() -> desk.pages().response(call, new SignedOutPage(again())));
        return answer.header("Set-Cookie", cookie.clear()).build();
    }

    private Response answer(Call call, Parameters parameters, boolean confirmed) {
        Optional<String> session = steps.session(call);
        Logout.Request asked = logout().check(parameters, session);
        if (!asked.isSignedIn()) {
            return leave(call, asked.redirect().map(LogoutEndpoint::address), Logout.SignedOut.NOTHING_MORE)
                    .build();
        }
        return asked.isProven() || confirmed ? end(call, asked, session) : ask(call, asked, session.orElseThrow());
    }

    private Response ask(Call call, Logout.Request asked, String session) {
        Map<String, String> fields = new LinkedHashMap<>();
        asked.client().ifPresent(client -> fields.put("client_id", client.id()));
        asked.redirect().ifPresent(redirect -> {
            fields.put("post_logout_redirect_uri", redirect.uri());
            redirect.state().ifPresent(state -> fields.put("state", state));
        });
        fields.put(OwnForms.TOKEN, SessionCookie.formToken(session));
        PostForm form = new PostForm(desk.site().path(PATH), fields);
        return steps.page(
                call, new LogoutPage(form, asked.userName(), asked.client().map(Logout.Origin::name), again()));
    }

    private Response end(Call call, Logout.Request asked, Optional<String> session) {
        String state = RandomIds.next();
        Logout.SignedOut done = logout().end(session, desk.site().address(PATH + CALLBACK), state);
        Optional<String> address = asked.redirect().map(LogoutEndpoint::address);
        Optional<String> onward = done.upstream().map(URI::toASCIIString).or(() -> address);
        Response.ResponseBuilder answer =
                leave(call, onward, done).header("Set-Cookie", desk.session().clear());
        if (done.upstream().isPresent() && address.isPresent()) {
            answer.header("Set-Cookie", cookie.set(state, address.get()));
        }
        return answer.build();
    }

    private Response.ResponseBuilder leave(Call call, Optional<String> onward, Logout.SignedOut done) {
        return onward.isPresent() && done.frames().isEmpty()
                ? steps.lead(call, onward.get())
                : desk.pages().response(call, new SignedOutPage(again(), done.frames(), onward));
    }

    private static String address(Logout.Redirect redirect) {
        String separator = redirect.uri().indexOf('?') < 0 ? "?" : "&";
        return redirect.uri()
                + redirect.state()
                        .map(state -> separator + "state=" + URLEncoder.encode(state, StandardCharsets.UTF_8))
                        .orElse("");
    }

    private String again() {
        return desk.site().path(AccountEndpoint.PATH);
    }

    private Logout logout() {
        return desk.backends().provider().logout();
    }
}
