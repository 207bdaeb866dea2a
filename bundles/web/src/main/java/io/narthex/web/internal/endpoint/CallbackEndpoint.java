package io.narthex.web.internal.endpoint;

import io.narthex.connector.AnswersUnsolicited;
import io.narthex.connector.Arrival;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.ConnectorNotReadyException;
import io.narthex.provider.Flow;
import io.narthex.provider.Return;
import io.narthex.provider.UnknownConnectorException;
import io.narthex.web.internal.http.Call;
import io.narthex.web.internal.page.ErrorPage;
import io.narthex.web.internal.page.PostPage;
import io.narthex.web.internal.page.Problem;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;

/** Where upstreams send people back to. The upstream's {@code state} or {@code RelayState} is the id of the flow. */
@Path("/callback")
public final class CallbackEndpoint {

    private final Desk desk;
    private final Steps steps;

    /** The endpoint of an application. */
    public CallbackEndpoint(Desk desk) {
        this.desk = desk;
        this.steps = new Steps(desk);
    }

    /** A browser comes back by a redirect. */
    @GET
    public Response get(@Context HttpServletRequest request) {
        return arrivedByRedirect(new Call(request), Optional.empty());
    }

    /** A browser comes back by a redirect, or through an authenticating proxy, to one connector. */
    @GET
    @Path("/{connector: [^/]+}")
    public Response getConnector(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return arrivedByRedirect(call, Optional.of(Paths.connectorId(call)));
    }

    /** A browser comes back by a form. */
    @POST
    public Response post(@Context HttpServletRequest request) {
        return arrivedByForm(new Call(request), Optional.empty());
    }

    /** A browser comes back by a form, to one connector. */
    @POST
    @Path("/{connector: [^/]+}")
    public Response postConnector(@Context HttpServletRequest request) {
        Call call = new Call(request);
        return arrivedByForm(call, Optional.of(Paths.connectorId(call)));
    }

    private Response arrivedByRedirect(Call call, Optional<String> connector) {
        Parameters query = call.query();
        String flowId = query.require("state");
        return steps.with(call, flowId, flow -> arrive(call, flow, connector, query, Parameters.none()));
    }

    private Response arrivedByForm(Call call, Optional<String> connector) {
        Parameters query = call.query();
        Parameters form = call.form(Call.MAX_CALLBACK, Call.MAX_CALLBACK);
        Optional<URI> elsewhere = connector.filter(id -> isUnsolicited(form)).flatMap(this::unsolicited);
        if (elsewhere.isPresent()) {
            return Steps.seeOther(elsewhere.get().toASCIIString()).build();
        }
        String flowId = form.find("RelayState")
                .or(() -> form.find("state"))
                .or(() -> query.find("state"))
                .orElseThrow(() -> new OAuthException(ErrorCode.INVALID_REQUEST, "state: missing"));
        boolean repeated = RepeatedForm.isRepeated(form);
        return steps.with(
                call,
                flowId,
                flow -> arrive(call, flow, connector, query, form),
                () -> steps.page(
                        call,
                        repeated || !RandomIds.isId(flowId)
                                ? ErrorPage.of(Problem.FLOW_NOT_OURS)
                                : repeat(call, connector, form)));
    }

    /** An upstream may send people who have begun nothing here. What it says of them is not looked at. */
    private static boolean isUnsolicited(Parameters form) {
        return form.find("SAMLResponse").isPresent()
                && form.find("RelayState").filter(RandomIds::isId).isEmpty();
    }

    private Optional<URI> unsolicited(String connectorId) {
        try {
            return desk.backends()
                    .provider()
                    .connectors()
                    .use(
                            connectorId,
                            connector ->
                                    connector instanceof AnswersUnsolicited one ? one.unsolicited() : Optional.empty());
        } catch (UnknownConnectorException | ConnectorNotReadyException e) {
            return Optional.empty();
        }
    }

    private PostPage repeat(Call call, Optional<String> connector, Parameters form) {
        String query = call.queryText();
        String action = desk.site().path(Paths.callback(connector)) + (query.isEmpty() ? "" : "?" + query);
        return RepeatedForm.page(action, form);
    }

    private Response arrive(Call call, Flow flow, Optional<String> connector, Parameters query, Parameters form) {
        if (flow.person().isPresent()) {
            // A reload: this browser has brought the answer before, and goes on from there.
            return steps.onward(call, flow);
        }
        Return arrival = new Return(
                call.method(),
                query.all(),
                RepeatedForm.fields(form),
                headers(call, connector.isPresent()),
                call.peer(),
                connector,
                desk.site().address(Paths.callback(connector)));
        return steps.onward(call, steps.signIn().arrive(flow, arrival));
    }

    /**
     * The headers for the connector. Without our cookies, and without what an authenticating proxy says of a person, unless
     * the path names the connector: such a proxy guards that path and no other.
     */
    private static Map<String, List<String>> headers(Call call, boolean namesConnector) {
        Map<String, List<String>> headers = new LinkedHashMap<>(call.headers());
        headers.remove("cookie");
        headers.keySet().removeIf(name -> name.startsWith(":"));
        call.peerCertificate()
                .ifPresent(certificate -> headers.put(Arrival.PEER_CERTIFICATE, List.of(fingerprint(certificate))));
        if (!namesConnector) {
            headers.keySet()
                    .removeIf(name ->
                            name.toLowerCase(Locale.ROOT).replace('_', '-').startsWith("x-remote-"));
        }
        return headers;
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the peer's certificate cannot be written", e);
        }
    }
}
