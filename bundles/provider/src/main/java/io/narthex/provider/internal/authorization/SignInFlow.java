package io.narthex.provider.internal.authorization;

import io.narthex.protocol.OAuthException;
import io.narthex.protocol.Parameters;
import io.narthex.protocol.Prompt;
import io.narthex.protocol.RandomIds;
import io.narthex.provider.ApprovalQuestion;
import io.narthex.provider.AuthorizationRequest;
import io.narthex.provider.Completed;
import io.narthex.provider.ConnectorRegistry;
import io.narthex.provider.ConnectorStatus;
import io.narthex.provider.Flow;
import io.narthex.provider.Goal;
import io.narthex.provider.Interaction;
import io.narthex.provider.PasswordAttempt;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.PushedRequest;
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
    private final Pushing pushing;
    private final FlowRules rules;
    private final Approval approval;
    private final SingleSignOn singleSignOn;
    private final Sessions sessions;
    private final ConnectorSteps connectorSteps;
    private final FlowEnd end;

    /**
     * The sign-in to these clients through these connectors.
     *
     * @param access finds clients, and out what they have signed
     * @param passwords bounds guesses
     * @param archive what is kept of people
     * @param keys sign what clients show again
     */
    public SignInFlow(
            Supplier<ProviderSettings> settings,
            ClientAccess access,
            ConnectorRegistry connectors,
            PasswordCheck passwords,
            Archive archive,
            TokenEndpoints.Keys keys) {
        this.settings = settings;
        this.connectors = connectors;
        this.clock = keys.clock();
        Clients clients = access.clients();
        RequestForms forms = new RequestForms(settings, access, archive.pushed(), clock);
        this.checks = new AuthorizationChecks(
                forms,
                clients,
                new ClientPolicy(settings, clients),
                connectors,
                new IdTokenHints(settings, keys.signer()));
        this.pushing = new Pushing(settings, access.authentication(), forms, checks, archive.pushed());
        this.rules = new FlowRules(settings, clients, connectors, keys.subjects());
        this.approval = new Approval(settings, rules, archive.consents());
        this.sessions = archive.sessions();
        this.singleSignOn = new SingleSignOn(rules, approval, clock);
        this.connectorSteps = new ConnectorSteps(connectors, passwords, rules, sessions, clock);
        Answers answers = new Answers(settings, archive.grants(), TokenEndpoints.issuer(settings, clients, keys));
        this.end = new FlowEnd(settings, rules, answers, archive, clock);
    }

    @Override
    public Flow begin(Parameters parameters) {
        return flow(new Goal.Answer(), checks.check(parameters, settings.get()));
    }

    @Override
    public PushedRequest push(Parameters form, Optional<String> authorization, Runnable admission) {
        return pushing.push(form, authorization, admission);
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
        if (!flow.request().wants(Prompt.SELECT_ACCOUNT)) {
            return Optional.empty();
        }
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
    public Flow restart(Flow flow) {
        if (!(flow.goal() instanceof Goal.Answer)) {
            throw new IllegalArgumentException("flow '" + flow.id() + "': no client waits for its answer");
        }
        rules.requireAnswerable(flow);
        flow.request().interaction().connectorId().ifPresent(id -> rules.requireConnector(flow, id));
        return flow(flow.goal(), flow.request());
    }

    @Override
    public Step turnTo(Flow flow, String connectorId, URI callback) {
        return connectorSteps.turnTo(flow, connectorId, callback);
    }

    @Override
    public Optional<Flow> checkPassword(Flow flow, String connectorId, PasswordAttempt attempt) {
        return connectorSteps.checkPassword(flow, connectorId, attempt);
    }

    @Override
    public Optional<Flow> negotiate(Flow flow, String connectorId, byte[] token) {
        return connectorSteps.negotiate(flow, connectorId, token);
    }

    @Override
    public Flow arrive(Flow flow, Return arrival) {
        return connectorSteps.arrive(flow, arrival);
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
                flow.goal() instanceof Goal.Device device ? Optional.of(device.userCode()) : Optional.empty(),
                rules.destination(flow),
                rules.about(flow));
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
}
