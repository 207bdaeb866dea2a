package io.narthex.web.internal;

import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.UpstreamUnavailableException;
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.RandomIds;
import io.narthex.protocol.ResponseMode;
import io.narthex.protocol.ResponseTarget;
import io.narthex.protocol.ResponseType;
import io.narthex.provider.AboutClient;
import io.narthex.provider.ApprovalQuestion;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.ClaimsRequest;
import io.narthex.provider.Completed;
import io.narthex.provider.Completion;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.Flow;
import io.narthex.provider.FlowEndedException;
import io.narthex.provider.Goal;
import io.narthex.provider.Interaction;
import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.PushedRequest;
import io.narthex.provider.Return;
import io.narthex.provider.SignIn;
import io.narthex.provider.TooManyAttemptsException;
import io.narthex.provider.UnknownConnectorException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Three connectors: a password one, one to redirect to, one to post to. Jane's password is {@code right}. */
public final class FakeSignIn implements SignIn {

    public volatile Optional<String> destination = Optional.empty();

    static final String ISSUER = "http://127.0.0.1/dex";

    public volatile List<ConnectorStatus> choices =
            List.of(status("form", "Post"), status("pass/word", "Password"), status("redirect", "Redirect"));
    public volatile boolean approval = true;
    public volatile Step.Negotiation negotiation = Step.Negotiation.NONE;
    public volatile Instant expiry = Instant.now().plusSeconds(3600);
    public volatile Identity identity = Identity.of("jane");
    public volatile Optional<RuntimeException> failure = Optional.empty();
    public volatile Optional<String> newSession = Optional.empty();
    public volatile Optional<Return> lastReturn = Optional.empty();

    public final Set<String> approved = new HashSet<>();

    private final Set<String> ended = new HashSet<>();

    static ConnectorStatus status(String id, String name) {
        return new ConnectorStatus(id, "mockPassword", name, ConnectorStatus.State.READY, Optional.empty());
    }

    @Override
    public Flow begin(Parameters parameters) {
        String client = parameters.require("client_id");
        if (client.equals("unknown")) {
            throw new OAuthException(ErrorCode.UNAUTHORIZED_CLIENT, "client_id: unknown client 'unknown'");
        }
        String redirect = parameters.find("redirect_uri").orElse("https://app.example/cb");
        AuthorizationRequest request = new AuthorizationRequest(
                client,
                redirect,
                ResponseType.set(parameters.find("response_type").orElse("code")),
                ResponseMode.of(parameters.find("response_mode").orElse("query"))
                        .orElseThrow(),
                parameters.words("scope"),
                parameters.find("state"),
                parameters.find("nonce"),
                Optional.empty(),
                new Interaction(
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        parameters.find("connector_id"),
                        parameters.find("login_hint"),
                        parameters.words("ui_locales")),
                ClaimsRequest.NONE,
                List.of());
        if (!request.asksFor("openid")) {
            throw new OAuthException(ErrorCode.INVALID_SCOPE, "scope: openid is missing")
                    .sentTo(request.target(ISSUER));
        }
        return flow(new Goal.Answer(), request);
    }

    @Override
    public Flow beginFor(Goal.OwnPage page) {
        return flow(page, AuthorizationRequest.withoutAnswer("", List.of(), Interaction.DEFAULT));
    }

    /** A flow for the device that shows a code. */
    Flow forDevice(String userCode) {
        return flow(
                new Goal.Device("device-1", userCode),
                AuthorizationRequest.withoutAnswer("tv", List.of("openid"), Interaction.DEFAULT));
    }

    private Flow flow(Goal goal, AuthorizationRequest request) {
        return new Flow(RandomIds.next(), expiry, goal, request, RandomIds.next(), Optional.empty(), Optional.empty());
    }

    /** The session {@code known} is Jane's. */
    @Override
    public Flow recognize(Flow flow, Optional<String> session) {
        return session.equals(Optional.of("known")) ? signedIn(flow, "redirect") : flow;
    }

    /** In the session {@code choosing} Jane may go on. */
    @Override
    public Optional<String> account(Flow flow, Optional<String> session) {
        return session.filter("choosing"::equals).map(one -> "Jane");
    }

    @Override
    public Flow goOn(Flow flow, Optional<String> session) {
        return account(flow, session).isPresent() ? signedIn(flow, "redirect") : flow;
    }

    @Override
    public List<ConnectorStatus> choices(Flow flow) {
        return choices;
    }

    @Override
    public String clientName(Flow flow) {
        return flow.goal() instanceof Goal.OwnPage
                ? ""
                : "The " + flow.request().clientId();
    }

    @Override
    public Flow restart(Flow flow) {
        return new Flow(
                RandomIds.next(),
                Instant.now().plusSeconds(3600),
                flow.goal(),
                flow.request(),
                RandomIds.next(),
                Optional.empty(),
                Optional.empty());
    }

    /** The client {@code desk} has proved nothing. */
    @Override
    public PushedRequest push(Parameters form, Optional<String> authorization, Runnable admission) {
        String client = form.require("client_id");
        if (client.equals("unknown")) {
            throw new OAuthException(ErrorCode.INVALID_CLIENT, "client authentication failed");
        }
        if (client.equals("desk")) {
            admission.run();
        }
        return new PushedRequest("urn:ietf:params:oauth:request_uri:abc", Duration.ofSeconds(60));
    }

    @Override
    public Step turnTo(Flow flow, String connectorId, URI callback) {
        failure.ifPresent(e -> {
            throw e;
        });
        URI upstream = URI.create("https://upstream.example/in?callback=" + callback);
        return switch (connectorId) {
            case "pass/word" -> new Step.AskPassword("Password", Optional.of("Staff number"), negotiation);
            case "redirect" -> new Step.Leave(
                    flow.leaving(connectorId, "secret"), new Departure.Redirect(upstream, "secret"));
            case "form" -> new Step.Leave(
                    flow.leaving(connectorId, "secret"),
                    new Departure.Form(upstream, Map.of("SAMLRequest", "abc"), "secret"));
            default -> throw new UnknownConnectorException(connectorId);
        };
    }

    @Override
    public Optional<Flow> checkPassword(Flow flow, String connectorId, PasswordAttempt attempt) {
        String password = attempt.password();
        if (password.equals("guessed")) {
            throw new TooManyAttemptsException(connectorId, "from " + attempt.source());
        }
        if (password.equals("down")) {
            throw new UpstreamUnavailableException("ldap: down");
        }
        if (attempt.username().equals("locked")) {
            throw SignInRefusedException.notPermitted("locked");
        }
        return password.equals("right") ? Optional.of(signedIn(flow, connectorId)) : Optional.empty();
    }

    /** The token {@code ticket} is Jane's. */
    @Override
    public Optional<Flow> negotiate(Flow flow, String connectorId, byte[] token) {
        String text = new String(token, StandardCharsets.UTF_8);
        if (text.equals("down")) {
            throw new UpstreamUnavailableException("ldap: down");
        }
        return text.equals("ticket") ? Optional.of(signedIn(flow, connectorId)) : Optional.empty();
    }

    @Override
    public Flow arrive(Flow flow, Return arrival) {
        lastReturn = Optional.of(arrival);
        failure.ifPresent(e -> {
            throw e;
        });
        return signedIn(flow, flow.departure().orElseThrow().connectorId());
    }

    @Override
    public boolean needsApproval(Flow flow) {
        return approval;
    }

    @Override
    public ApprovalQuestion question(Flow flow) {
        Optional<String> device =
                flow.goal() instanceof Goal.Device goal ? Optional.of(goal.userCode()) : Optional.empty();
        return new ApprovalQuestion(
                "Jane", clientName(flow), flow.request().scopes(), device, destination, AboutClient.NOTHING);
    }

    @Override
    public void approve(Flow flow) {
        approved.add(flow.id());
    }

    @Override
    public synchronized Completed complete(Flow flow, Optional<String> session) {
        return flow.goal() instanceof Goal.OwnPage page
                ? new Completed(new Completion.Redirect(ISSUER + page.path()), newSession)
                : new Completed(completion(flow), newSession);
    }

    private Completion completion(Flow flow) {
        if (!ended.add(flow.id())) {
            throw new FlowEndedException(flow.id());
        }
        if (flow.goal() instanceof Goal.Device) {
            return new Completion.DeviceReady();
        }
        if (flow.request().redirectUri().startsWith("urn:")) {
            return new Completion.ShowCode("the-code");
        }
        return Completion.of(flow.request().target(ISSUER), Map.of("code", "the-code"));
    }

    @Override
    public OAuthException reject(Flow flow) {
        ResponseTarget target = flow.request().target(ISSUER);
        return new OAuthException(ErrorCode.ACCESS_DENIED, "the person did not approve").sentTo(target);
    }

    private Flow signedIn(Flow flow, String connectorId) {
        return flow.signedIn(new Flow.Person(
                connectorId, identity, true, Instant.now(), new Scopes(false, false), Optional.empty()));
    }
}
