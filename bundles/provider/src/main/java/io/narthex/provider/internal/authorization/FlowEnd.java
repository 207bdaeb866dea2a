package io.narthex.provider.internal.authorization;

import io.narthex.protocol.ErrorCode;
import io.narthex.protocol.OAuthException;
import io.narthex.provider.Completed;
import io.narthex.provider.Completion;
import io.narthex.provider.Flow;
import io.narthex.provider.FlowEndedException;
import io.narthex.provider.Goal;
import io.narthex.provider.ProviderSettings;
import io.narthex.provider.internal.Archive;
import io.narthex.provider.internal.device.DeviceRequest;
import io.narthex.provider.internal.grant.Grant;
import io.narthex.provider.internal.session.Session;
import io.narthex.provider.internal.session.SessionStart;
import io.narthex.provider.internal.upstream.Upstreams;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The last step of a sign-in, and the only one that writes: the client gets its answer, what the connector wants to see again
 * is kept, and the browser is let into a session.
 */
final class FlowEnd {

    private final Supplier<ProviderSettings> settings;
    private final FlowRules rules;
    private final Answers answers;
    private final Archive archive;
    private final SessionStart sessionStart;
    private final Clock clock;

    FlowEnd(Supplier<ProviderSettings> settings, FlowRules rules, Answers answers, Archive archive, Clock clock) {
        this.settings = settings;
        this.rules = rules;
        this.answers = answers;
        this.archive = archive;
        this.sessionStart = new SessionStart(archive.sessions(), archive.sessionEnd(), clock);
        this.clock = clock;
    }

    /** Ends a flow; {@code present} is the session that the browser is in. */
    Completed complete(Flow flow, Optional<Session> present) {
        Flow.Person person = rules.requirePerson(flow);
        rules.requireConnector(flow, person.connectorId());
        rules.requireAnswerable(flow);
        if (flow.isExpired(clock.instant())) {
            throw new FlowEndedException(flow.id());
        }
        if (person.sessionId().isPresent() && !person.sessionId().equals(present.map(Session::id))) {
            throw signedOut(flow);
        }
        Optional<SessionStart.Plan> plan = sessionStart.plan(person, present);
        Completion answer = reach(flow, person, plan.map(SessionStart.Plan::sessionId));
        rules.used(flow);
        keep(person);
        return new Completed(answer, plan.flatMap(one -> enter(one, flow)));
    }

    private Completion reach(Flow flow, Flow.Person person, Optional<String> sessionId) {
        if (flow.goal() instanceof Goal.OwnPage page) {
            return ownPage(flow, page);
        }
        if (flow.goal() instanceof Goal.Device device) {
            answer(flow, device, Optional.of(Grant.Person.of(person)));
            return new Completion.DeviceReady();
        }
        return answers.give(flow, person, sessionId);
    }

    /** Ends a flow because the person does not want to; a device that waits is told when it asks. */
    OAuthException reject(Flow flow) {
        rules.requireClient(flow);
        if (flow.goal() instanceof Goal.Device device) {
            answer(flow, device, Optional.empty());
        }
        return rules.refusal(flow, ErrorCode.ACCESS_DENIED, "the person did not approve");
    }

    private void answer(Flow flow, Goal.Device device, Optional<Grant.Person> person) {
        if (!archive.devices().answer(device.id(), new DeviceRequest.Answer(person))) {
            throw new FlowEndedException(flow.id());
        }
    }

    private Completion ownPage(Flow flow, Goal.OwnPage page) {
        if (!archive.sessions().endOnce(flow)) {
            throw new FlowEndedException(flow.id());
        }
        return new Completion.Redirect(settings.get().endpoint(page.path()));
    }

    /** What the connector wants to see again, if this client or a later one of the session may have it looked at. */
    private void keep(Flow.Person person) {
        if (person.sessionId().isEmpty()
                && person.refreshable()
                && person.asked().offlineAccess()) {
            archive.grants()
                    .upstreams()
                    .signedIn(
                            new Upstreams.Subject(
                                    Grant.Person.of(person).owner(),
                                    person.connectorId(),
                                    person.asked().groups()),
                            person.identity());
        }
    }

    private Optional<String> enter(SessionStart.Plan plan, Flow flow) {
        List<String> clientIds =
                flow.goal() instanceof Goal.Answer ? List.of(flow.request().clientId()) : List.of();
        SessionStart.Outcome outcome = sessionStart.carryOut(plan, flow.person().orElseThrow(), clientIds);
        if (!outcome.isOpen()) {
            archive.grants().revoke(flow.id());
            if (flow.goal() instanceof Goal.Device device) {
                archive.devices().remove(device.id());
            }
            throw signedOut(flow);
        }
        return outcome.cookie();
    }

    private OAuthException signedOut(Flow flow) {
        return rules.refusal(flow, ErrorCode.LOGIN_REQUIRED, "the person has signed out meanwhile");
    }
}
