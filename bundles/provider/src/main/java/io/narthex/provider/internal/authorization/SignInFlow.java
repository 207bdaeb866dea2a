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
import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.RandomIds;
import io.narthex.protocol.Scope;
import io.narthex.provider.ApprovalQuestion;
import io.narthex.provider.Completion;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.Flow;
import io.narthex.provider.FlowEndedException;
import io.narthex.provider.Goal;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.Return;
import io.narthex.provider.SignIn;
import io.narthex.provider.internal.authorization.check.AuthorizationChecks;
import io.narthex.provider.internal.client.ClientPolicy;
import io.narthex.provider.internal.client.Clients;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The sign-in, step by step. Writes nothing before the last one, which creates the grant and keeps what
 * the connector wants to see again. */
public final class SignInFlow implements SignIn {

    private final Supplier<ProviderSettings> settings;
    private final ConnectorRegistry connectors;
    private final Answers answers;
    private final Clock clock;
    private final AuthorizationChecks checks;
    private final FlowRules rules;

    public SignInFlow(
            Supplier<ProviderSettings> settings,
            Clients clients,
            ConnectorRegistry connectors,
            Answers answers,
            Clock clock) {
        this.settings = settings;
        this.connectors = connectors;
        this.answers = answers;
        this.clock = clock;
        this.checks = new AuthorizationChecks(clients, new ClientPolicy(settings, clients), connectors);
        this.rules = new FlowRules(settings, clients, connectors);
    }

    @Override
    public Flow begin(Parameters parameters) {
        ProviderSettings now = settings.get();
        return new Flow(
                RandomIds.next(),
                clock.instant().plus(now.expiry().authRequests()),
                new Goal.Answer(),
                checks.check(parameters, now),
                RandomIds.next(),
                Optional.empty(),
                Optional.empty());
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
        return rules.requireClient(flow).name();
    }

    @Override
    public String restart(Flow flow) {
        return RestartAddress.of(settings.get(), flow.request());
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
                    scopes(flow),
                    flow.request().interaction().loginHint());
            Departure departure = ((BrowserConnector) connector).begin(request);
            return new Step.Leave(flow.leaving(connectorId, departure.carried()), departure);
        });
    }

    @Override
    public Optional<Flow> checkPassword(Flow flow, String connectorId, String username, String password) {
        rules.requireConnector(flow, connectorId);
        return connectors.use(connectorId, connector -> {
            if (!(connector instanceof PasswordConnector form)) {
                throw refused("connector '" + connectorId + "': does not take passwords");
            }
            if (connector instanceof NegotiatesSignIn negotiating && !negotiating.allowsForm()) {
                throw refused("connector '" + connectorId + "': takes no passwords");
            }
            if (username.isBlank() || password.isEmpty()) {
                return Optional.empty();
            }
            Optional<Identity> known = form.signIn(username, password, scopes(flow));
            connectors.answered(connectorId);
            return known.map(identity -> signedIn(flow, connectorId, identity, connector instanceof RefreshesIdentity));
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
                    .negotiate(token, scopes(flow))
                    .map(identity -> signedIn(flow, connectorId, identity, connector instanceof RefreshesIdentity));
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
                    scopes(flow)));
            return signedIn(flow, connectorId, identity, connector instanceof RefreshesIdentity);
        });
    }

    @Override
    public boolean needsApproval(Flow flow) {
        return !settings.get().oauth2().skipApprovalScreen() || flow.request().wants(Prompt.CONSENT);
    }

    @Override
    public ApprovalQuestion question(Flow flow) {
        Identity identity = requirePerson(flow).identity();
        String userName = Stream.of(
                        identity.username(), identity.preferredUsername(), identity.email(), identity.userId())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseThrow();
        return new ApprovalQuestion(
                userName, rules.requireClient(flow).name(), flow.request().scopes());
    }

    @Override
    public Completion complete(Flow flow) {
        Flow.Person person = requirePerson(flow);
        rules.requireConnector(flow, person.connectorId());
        rules.requireAnswerable(flow);
        if (flow.isExpired(clock.instant())) {
            throw new FlowEndedException(flow.id());
        }
        return answers.give(flow, person);
    }

    @Override
    public OAuthException reject(Flow flow) {
        rules.requireClient(flow);
        return rules.refusal(flow, ErrorCode.ACCESS_DENIED, "the person did not approve");
    }

    private Flow signedIn(Flow flow, String connectorId, Identity identity, boolean refreshable) {
        connectors.answered(connectorId);
        return flow.signedIn(new Flow.Person(connectorId, identity, refreshable, clock.instant()));
    }

    private static Flow.Person requirePerson(Flow flow) {
        return flow.person().orElseThrow(() -> refused("flow '" + flow.id() + "': nobody has signed in yet"));
    }

    private static SignInRefusedException refused(String message) {
        return SignInRefusedException.invalidAnswer(message);
    }

    private static Scopes scopes(Flow flow) {
        return new Scopes(
                flow.request().asksFor(Scope.OFFLINE_ACCESS), flow.request().asksFor(Scope.GROUPS));
    }
}
