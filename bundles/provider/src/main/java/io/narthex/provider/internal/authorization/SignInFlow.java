package io.narthex.provider.internal.authorization;

import io.narthex.connector.Arrival;
import io.narthex.connector.BrowserConnector;
import io.narthex.connector.Connector;
import io.narthex.connector.Departure;
import io.narthex.connector.Identity;
import io.narthex.connector.NegotiatesSignIn;
import io.narthex.connector.PasswordConnector;
import io.narthex.connector.RefreshesIdentity;
import io.narthex.connector.Scopes;
import io.narthex.connector.SignInRefusedException;
import io.narthex.connector.SignInRequest;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.RandomIds;
import io.narthex.protocol.Scope;
import io.narthex.provider.ApprovalQuestion;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.Completed;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import io.narthex.provider.Interaction;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.Return;
import io.narthex.provider.SignIn;
import io.narthex.provider.internal.Archive;
import io.narthex.provider.internal.authorization.check.AuthorizationChecks;
import io.narthex.provider.internal.authorization.request.RequestForms;
import io.narthex.provider.internal.client.ClientAccess;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import io.narthex.provider.internal.connector.PasswordCheck;
import io.narthex.provider.internal.person.PersonNames;
import io.narthex.provider.internal.session.Sessions;
import io.narthex.provider.internal.token.IdTokenHints;
import io.narthex.provider.internal.token.TokenEndpoints;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The sign-in, step by step. Writes nothing before the last one, see {@link FlowEnd}. */
public final class SignInFlow implements SignIn {

    private final Supplier<ProviderSettings> settings;
    private final ConnectorRegistry connectors;
    private final Clock clock;
    private final AuthorizationChecks checks;
    private final FlowRules rules;
    private final Approval approval;
    private final SingleSignOn singleSignOn;
    private final Sessions sessions;
    private final FlowEnd end;

    /**
     * The sign-in to these clients through these connectors.
     *
     * @param access finds clients, and out what they have signed
     * @param archive what is kept of people
     * @param keys sign what clients show again
     */
    public SignInFlow(
            Supplier<ProviderSettings> settings,
            ClientAccess access,
            ConnectorRegistry connectors,
            Archive archive,
            TokenEndpoints.Keys keys) {
        this.settings = settings;
        this.connectors = connectors;
        this.clock = keys.clock();
        Clients clients = access.clients();
        this.checks = new AuthorizationChecks(
                new RequestForms(settings, access, clock),
                clients,
                new ClientPolicy(settings, clients),
                connectors,
                new IdTokenHints(settings, keys.signer()));
        this.rules = new FlowRules(settings, clients, connectors, keys.subjects());
        this.approval = new Approval(settings, rules, archive.consents());
        this.sessions = archive.sessions();
        this.singleSignOn = new SingleSignOn(rules, approval, clock);
        Answers answers = new Answers(settings, archive.grants(), TokenEndpoints.issuer(settings, clients, keys));
        this.end = new FlowEnd(settings, rules, answers, archive, clock);
    }

    @Override
    public Flow begin(Parameters parameters) {
        return flow(new Goal.Answer(), checks.check(parameters, settings.get()));
    }

    @Override
    public Flow beginFor(Goal.OwnPage page) {
        return flow(page, AuthorizationRequest.withoutAnswer("", List.of(), Interaction.DEFAULT));
    }

    private Flow flow(Goal goal, AuthorizationRequest request) {
        return new Flow(
                RandomIds.next(),
                clock.instant().plus(settings.get().expiry().authRequests()),
                goal,
                request,
                RandomIds.next(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Flow recognize(Flow flow, Optional<String> session) {
        return singleSignOn.recognize(flow, sessions.present(session));
    }

    @Override
    public Optional<String> account(Flow flow, Optional<String> session) {
        return singleSignOn
                .offered(flow, sessions.present(session))
                .map(one -> PersonNames.of(one.person().identity()));
    }

    @Override
    public Flow goOn(Flow flow, Optional<String> session) {
        return singleSignOn
                .offered(flow, sessions.present(session))
                .map(one -> SingleSignOn.known(flow, one))
                .orElse(flow);
    }

    @Override
    public List<ConnectorStatus> choices(Flow flow) {
        return connectors.connectors().stream()
                .filter(ConnectorStatus::isOffered)
                .filter(status -> rules.allows(flow, status.id()))
                .toList();
    }

    @Override
    public String clientName(Flow flow) {
        return rules.clientName(flow);
    }

    @Override
    public String restart(Flow flow) {
        if (flow.goal() instanceof Goal.OwnPage page) {
            return settings.get().basePath() + page.path();
        }
        return flow.goal() instanceof Goal.Device
                ? settings.get().basePath() + "/device"
                : RestartAddress.of(settings.get(), flow.request());
    }

    @Override
    public Step turnTo(Flow flow, String connectorId, URI callback) {
        String name = rules.requireConnector(flow, connectorId).name();
        return connectors.use(connectorId, connector -> {
            if (connector instanceof PasswordConnector password) {
                return new Step.AskPassword(name, password.usernamePrompt(), negotiation(flow, connector));
            }
            SignInRequest request = new SignInRequest(
                    callback,
                    flow.id(),
                    asked(flow, connector),
                    flow.request().interaction().loginHint());
            Departure departure = ((BrowserConnector) connector).begin(request);
            return new Step.Leave(flow.leaving(connectorId, departure.carried()), departure);
        });
    }

    @Override
    public Optional<Flow> checkPassword(Flow flow, String connectorId, String username, String password) {
        rules.requireConnector(flow, connectorId);
        return connectors.use(connectorId, connector -> {
            Optional<Identity> known = PasswordCheck.check(connector, username, password, asked(flow, connector));
            connectors.answered(connectorId);
            return known.map(identity -> signedIn(flow, connectorId, identity, connector));
        });
    }

    @Override
    public Optional<Flow> negotiate(Flow flow, String connectorId, byte[] token) {
        rules.requireConnector(flow, connectorId);
        return connectors.use(connectorId, connector -> {
            if (!(connector instanceof NegotiatesSignIn negotiating)
                    || negotiation(flow, connector) == Step.Negotiation.NONE) {
                throw refused("connector '" + connectorId + "': does not negotiate this sign-in");
            }
            return negotiating
                    .negotiate(token, asked(flow, connector))
                    .map(identity -> signedIn(flow, connectorId, identity, connector));
        });
    }

    /** OpenID Connect Core 1.0, section 3.1.2.1: {@code prompt=login} is for the person, who a browser must not answer for. */
    private static Step.Negotiation negotiation(Flow flow, Connector connector) {
        if (!(connector instanceof NegotiatesSignIn negotiating)) {
            return Step.Negotiation.NONE;
        }
        if (!negotiating.allowsForm()) {
            return Step.Negotiation.REQUIRED;
        }
        return flow.request().wants(Prompt.LOGIN) ? Step.Negotiation.NONE : Step.Negotiation.OFFERED;
    }

    @Override
    public Flow arrive(Flow flow, Return arrival) {
        Flow.Leaving leaving = flow.departure()
                .orElseThrow(() -> refused("flow '" + flow.id() + "': came back without having been sent anywhere"));
        String connectorId = leaving.connectorId();
        String cameTo = arrival.connectorId().orElse(connectorId);
        if (!cameTo.equals(connectorId)) {
            throw refused("flow '" + flow.id() + "': was sent to connector '" + connectorId + "', came back to '"
                    + cameTo + "'");
        }
        rules.requireConnector(flow, connectorId);
        return connectors.use(connectorId, connector -> {
            if (!(connector instanceof BrowserConnector upstream)) {
                throw refused("connector '" + connectorId + "': takes no callbacks");
            }
            Identity identity = upstream.complete(new Arrival(
                    arrival.method(),
                    arrival.query(),
                    arrival.form(),
                    arrival.headers(),
                    arrival.remoteAddress(),
                    arrival.callback(),
                    flow.id(),
                    leaving.carried(),
                    asked(flow, connector)));
            return signedIn(flow, connectorId, identity, connector);
        });
    }

    @Override
    public boolean needsApproval(Flow flow) {
        return approval.isNeeded(flow);
    }

    @Override
    public ApprovalQuestion question(Flow flow) {
        return new ApprovalQuestion(
                PersonNames.of(rules.requirePerson(flow).identity()),
                rules.clientName(flow),
                flow.request().disclosedScopes(),
                flow.goal() instanceof Goal.Device device ? Optional.of(device.userCode()) : Optional.empty());
    }

    @Override
    public void approve(Flow flow) {
        approval.give(flow);
    }

    @Override
    public Completed complete(Flow flow, Optional<String> session) {
        return end.complete(flow, sessions.present(session));
    }

    @Override
    public OAuthException reject(Flow flow) {
        return end.reject(flow);
    }

    private Flow signedIn(Flow flow, String connectorId, Identity identity, Connector connector) {
        connectors.answered(connectorId);
        Flow next = flow.signedIn(new Flow.Person(
                connectorId,
                identity,
                connector instanceof RefreshesIdentity,
                clock.instant(),
                asked(flow, connector),
                Optional.empty()));
        rules.requirePerson(next);
        return next;
    }

    private static SignInRefusedException refused(String message) {
        return SignInRefusedException.invalidAnswer(message);
    }

    /**
     * What a connector is asked for: what the client wants to know. Where our own form asks, it is all that a later client of
     * the session may want, since nobody has to consent to it anywhere else.
     */
    private Scopes asked(Flow flow, Connector connector) {
        boolean everything = connector instanceof PasswordConnector && sessions.areOn();
        return new Scopes(
                everything || flow.request().asksFor(Scope.OFFLINE_ACCESS),
                everything || flow.request().disclosedScopes().contains(Scope.GROUPS));
    }
}
